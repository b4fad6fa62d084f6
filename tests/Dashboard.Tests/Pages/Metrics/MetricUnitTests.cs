using Mesh.Dashboard.Pages.Metrics;

namespace Mesh.Dashboard.Tests.Pages.Metrics;

public sealed class MetricUnitTests
{
    [Theory]
    [InlineData("s", false, .00123, "1.23 ms")]
    [InlineData("By", false, 71_303_168, "68 MiB")]
    [InlineData("1", false, .256, "25.6 %")]
    [InlineData("{request}", true, 12.5, "12.5 requests/s")]
    [InlineData("", true, 3, "3 /s")]
    public void Units_are_written_as_people_read_them(string unit, bool perSecond, double value, string expected) =>
        Assert.Equal(expected, MetricUnit.Of(unit, perSecond).Write(value));

    [Fact]
    public void Where_there_is_no_value_stands_a_dash() => Assert.Equal("–", MetricUnit.Of("s", false).Write(null));
}
