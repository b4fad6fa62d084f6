using Bunit;
using Mesh.Dashboard.Pages.StructuredLogs;
using Mesh.Dashboard.Tests.Components;
using Mesh.Dashboard.Tests.Samples;

namespace Mesh.Dashboard.Tests.Pages.StructuredLogs;

public sealed class LogsPageTests
{
    [Fact]
    public async Task Without_any_entry_the_page_says_how_to_get_some()
    {
        await using var context = new PageContext();

        Assert.Contains("AddServiceDefaults", context.Open<LogsPage>("/logs").Markup);
    }

    [Fact]
    public async Task The_filters_of_the_address_are_applied()
    {
        await using var context = new PageContext();
        SampleTelemetry.Fill(context.Telemetry);

        var page = context.Open<LogsPage>("/logs?level=Error&resource=lb&where=Path%3D%2F");

        Assert.NotEmpty(page.FindAll("tr[data-severity]"));
        Assert.All(page.FindAll("tr[data-severity]"), row => Assert.Equal("Error", row.GetAttribute("data-severity")));
        Assert.Equal("Path=/ ×", page.Find(".filters .tag").TextContent);
    }

    [Fact]
    public async Task An_entry_of_a_trace_leads_to_it()
    {
        await using var context = new PageContext();
        SampleTelemetry.Fill(context.Telemetry);
        var entry = context.Telemetry.QueryLogs(new() { Resources = [new("lb", "hgfedcba")], Take = 1 }).Items[0];

        var page = context.Open<LogsPage>($"/logs?log={entry.Id}");

        Assert.Equal($"/traces/{entry.TraceId}?span={entry.SpanId}", page.Find("aside a[href^='/traces']").GetAttribute("href"));
    }
}
