using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Metrics;
using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Tests.Telemetry;

public class LimitTests
{
    [Fact]
    public void The_oldest_log_entries_go_and_the_drop_shows()
    {
        var store = Sample.Store(new() { MaxLogCount = 2 });
        store.TryAccept(Sample.Web, []);

        store.AddLogs(Sample.Web, [Sample.Log(1), Sample.Log(2), Sample.Log(3)]);

        Assert.Equal(["Entry 3", "Entry 2"], store.QueryLogs(new LogQuery()).Items.Select(entry => entry.Message));
        Assert.Equal(new Retention(2, 1), Assert.Single(store.Resources).Logs);
    }

    [Fact]
    public void A_trace_goes_as_a_whole_with_the_spans_of_all_who_take_part()
    {
        var store = Sample.Store(new() { MaxTraceCount = 2 });
        store.TryAccept(Sample.Web, []);
        store.TryAccept(Sample.Balancer, []);
        store.AddSpans(Sample.Balancer, [Sample.Span(Sample.Balancer, trace: 1)]);

        store.AddSpans(Sample.Web, [Sample.Span(Sample.Web, trace: 1, id: 2, parent: 1), Sample.Span(Sample.Web, trace: 2), Sample.Span(Sample.Web, trace: 3)]);

        Assert.Null(store.FindTrace(new TraceId(1)));
        Assert.Equal(2, store.QueryTraces(new TraceQuery()).Total);
        Assert.Equal([new Retention(0, 1), new Retention(2, 1)], store.Resources.Select(resource => resource.Spans));
    }

    [Fact]
    public void One_endless_trace_does_not_outgrow_the_limit_of_spans()
    {
        var store = Sample.Store(new() { MaxSpanCount = 10 });

        for (var id = 1u; id <= 100; id++)
        {
            store.AddSpans(Sample.Web, [Sample.Span(Sample.Web, trace: 1, id)]);
        }

        Assert.InRange(store.FindTrace(new TraceId(1))!.Spans.Count, 1, 10);
    }

    [Fact]
    public void Points_that_repeat_the_last_one_cost_nothing_and_the_oldest_others_go()
    {
        var store = Sample.Store(new() { MaxMetricPointCount = 3 });
        store.TryAccept(Sample.Web, []);

        store.AddMeasurements(Sample.Web, [.. Enumerable.Range(0, 10).Select(second => Sample.Count(value: second / 2, second))]);

        var points = Assert.Single(store.QueryMetric(new MetricQuery(Sample.Web, "Shop", "orders"))!.Series).Points;
        Assert.Equal([2, 3, 4], points.Select(point => point.Value));
        Assert.All(points, point => Assert.Equal(TimeSpan.FromSeconds(1), point.End - point.Start));
        Assert.Equal(2, Assert.Single(store.Resources).MetricPoints.Dropped);
    }

    [Fact]
    public void Too_many_combinations_of_dimensions_are_refused()
    {
        var store = Sample.Store(new() { MaxSeriesCount = 1 });

        var refused = store.AddMeasurements(Sample.Web, [Sample.Count(1, 0), Sample.Count(1, 0, shop: "south"), Sample.Count(2, 1)]);

        Assert.Equal(1, refused);
    }

    [Fact]
    public void What_counts_from_the_last_point_on_is_kept_as_a_total()
    {
        var store = Sample.Store(new());

        store.AddMeasurements(Sample.Web, [Sample.Count(2, 0, isDelta: true), Sample.Count(3, 1, isDelta: true)]);

        Assert.Equal([2, 5], Assert.Single(store.QueryMetric(new MetricQuery(Sample.Web, "Shop", "orders"))!.Series).Points.Select(point => point.Value));
    }
}
