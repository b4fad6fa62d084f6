using Mesh.Dashboard.Pages.StructuredLogs;
using Mesh.Dashboard.Telemetry;

namespace Mesh.Dashboard.Tests.Pages.StructuredLogs;

public sealed class AttributeFilterTextTests
{
    [Theory]
    [InlineData("http.route=/a=b", "http.route", AttributeComparison.Is, "/a=b")]
    [InlineData("code!=200", "code", AttributeComparison.IsNot, "200")]
    [InlineData("path~api", "path", AttributeComparison.Contains, "api")]
    [InlineData("path!~api", "path", AttributeComparison.DoesNotContain, "api")]
    [InlineData("exception.type", "exception.type", AttributeComparison.Exists, "")]
    public void A_filter_is_read_as_it_was_written(string text, string name, AttributeComparison comparison, string value)
    {
        var filter = AttributeFilterText.Parse(text);

        Assert.Equal(new(name, comparison, value), filter);
        Assert.Equal(text, AttributeFilterText.Of(filter!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("=value")]
    [InlineData("!=value")]
    public void What_names_no_attribute_is_no_filter(string text) => Assert.Null(AttributeFilterText.Parse(text));
}
