using Bunit;
using Mesh.Dashboard.Pages.Metrics;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Metrics;
using Mesh.Dashboard.Tests.Components;
using Mesh.Dashboard.Tests.Telemetry;

namespace Mesh.Dashboard.Tests.Pages.Metrics;

public sealed class MetricsPageTests
{
    private static readonly MetricInstrument Duration = new(Sample.Web, "Shop", "orders.duration", MetricKind.Histogram) { Unit = "s" };
    private static readonly MetricInstrument Waiting = new(Sample.Web, "Shop", "orders.waiting", MetricKind.Gauge);

    [Fact]
    public async Task A_single_value_shows_and_when_it_came()
    {
        await using var context = new PageContext();
        context.Telemetry.TryAccept(Sample.Web, []);
        var now = DateTime.UtcNow;
        context.Telemetry.AddMeasurements(Sample.Web, [new(Waiting, [], now.AddSeconds(-45), 1)]);
        foreach (var seconds in new[] { 44, 20, 0 })
        {
            context.Telemetry.AddMeasurements(Sample.Web, [new(Duration, [], now.AddSeconds(-seconds), .015) { Histogram = new(1, [.01, .02], [0, 1, 0]) }]);
        }

        var page = context.Open<MetricsPage>("/metrics?instrument=orders.duration");

        Assert.Equal("15 ms", page.Find("b[data-line=P50]").TextContent);
        Assert.Matches(@"P50\s+15 ms\s+at \d\d:\d\d:\d\d", page.Find(".now").TextContent);
    }

    [Fact]
    public async Task Where_nothing_was_measured_stands_what_to_do_and_no_dash()
    {
        await using var context = new PageContext();
        context.Telemetry.TryAccept(Sample.Web, []);
        context.Telemetry.AddMeasurements(Sample.Web, [new(Duration, [], DateTime.UtcNow, 0) { Histogram = new(0, [.01, .02], [0, 0, 0]) }]);

        var page = context.Open<MetricsPage>("/metrics?instrument=orders.duration");

        Assert.Contains("Nothing measured in this time", page.Find(".empty").TextContent);
        Assert.DoesNotContain("–", page.Find(".now").TextContent);
    }
}
