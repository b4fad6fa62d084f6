using Mesh.Dashboard.Telemetry.Metrics;

namespace Mesh.Dashboard.Tests.Telemetry;

public sealed class TotalsTests
{
    [Fact]
    public void A_total_that_is_told_for_the_first_time_was_0_when_others_were_told_before()
    {
        var store = Sample.Store(new());

        store.AddMeasurements(Sample.Web, [Sample.Count(7, 0)]);
        store.AddMeasurements(Sample.Web, [Sample.Count(8, 10), Sample.Count(5, 10, shop: "south")]);

        var series = store.QueryMetric(new MetricQuery(Sample.Web, "Shop", "orders"))!.Series;
        Assert.Equal([7, 8], series[0].Points.Select(point => point.Value));
        Assert.Equal([(0, series[0].Points[0].Start), (5, series[0].Points[1].Start)], series[1].Points.Select(point => (point.Value, point.Start)));
    }
}
