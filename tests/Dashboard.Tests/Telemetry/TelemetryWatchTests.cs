using Mesh.Dashboard.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Dashboard.Tests.Telemetry;

public class TelemetryWatchTests
{
    [Fact]
    public void Many_changes_are_told_at_once_and_then_four_times_a_second()
    {
        var time = new FakeTimeProvider();
        var store = Sample.Store(new(), time);
        var told = new List<TelemetryKinds>();
        using var watch = store.Watch(TelemetryKinds.Logs | TelemetryKinds.Traces, told.Add);

        for (var id = 1; id <= 1_000; id++)
        {
            store.AddLogs(Sample.Web, [Sample.Log(id)]);
            store.AddSpans(Sample.Web, [Sample.Span(Sample.Web, trace: 1)]);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(told.Count, 4, 5);
        Assert.Equal(TelemetryKinds.Logs | TelemetryKinds.Traces, told[^1]);
    }

    [Fact]
    public void Who_is_not_interested_any_more_is_told_nothing()
    {
        var time = new FakeTimeProvider();
        var store = Sample.Store(new(), time);
        var told = 0;

        store.Watch(TelemetryKinds.All, _ => told++).Dispose();
        store.AddLogs(Sample.Web, [Sample.Log(1)]);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, told);
    }
}
