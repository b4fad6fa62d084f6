using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Tests.Reconciliation;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Tests.Telemetry;

public sealed class ChangeTracesTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    // Other tests' registrars write at the same time: the instance's id tells their spans apart.
    private readonly string _id = $"traced-{Guid.NewGuid():n}";

    public ChangeTracesTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Mesh.Registrar",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TagObjects.Any(tag => tag.Value is string text && text.Contains(_id, StringComparison.Ordinal)))
                {
                    _spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private string Entry => $"host:{_id}:5000";

    private string? MarkIn(FakeRegistry registry) => registry.Marks.GetValueOrDefault(Entry)?.ToString();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task An_arrival_is_one_trace_from_the_first_event_until_it_passes_and_its_mark_goes_to_Consul()
    {
        await using var bench = new ReconciliationBench();
        bench.View.Replace([]);
        await bench.StartAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        var started = bench.Time.GetUtcNow();
        bench.Time.Advance(TimeSpan.FromMilliseconds(3));
        bench.View.Upsert(Instance("Starting", null, started));
        await bench.UntilAsync(() => _spans.Count == 3, "it should be registered");
        var healthy = bench.Time.GetUtcNow();
        bench.View.Upsert(Instance("Running", "Healthy", healthy));
        await bench.UntilAsync(() => _spans.Count == 6, "it should pass");

        var change = _spans.Single(span => span.DisplayName == $"change {_id} added");
        var passing = _spans.Single(span => span.DisplayName == $"change {_id} passing");
        Assert.Equal(started.UtcDateTime, change.StartTimeUtc);
        Assert.Equal(TimeSpan.FromMilliseconds(3), _spans.Single(span => span.DisplayName == "instance event: Starting").Duration);
        Assert.All(_spans, span => Assert.Equal(change.TraceId, span.TraceId));
        Assert.Equal(change.SpanId, passing.ParentSpanId);
        Assert.Equal([change.SpanId, passing.SpanId], _spans.Where(span => span.Kind == ActivityKind.Client).Select(span => span.ParentSpanId));
        Assert.Equal(new ChangeMark(passing.Context, healthy, "added").ToString(), MarkIn(bench.Registry));
    }

    [Fact]
    public async Task A_trace_alone_is_no_difference()
    {
        await using var bench = new ReconciliationBench();
        bench.View.Replace([]);
        await bench.StartAsync();
        bench.View.Upsert(Instance("Running", "Healthy", bench.Time.GetUtcNow()));
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null && MarkIn(bench.Registry) is not null, "it should be registered");
        var mark = MarkIn(bench.Registry);
        Assert.Equal(mark, bench.Registry.Entries[Entry].Service.Meta["mesh-trace"]);

        bench.View.Upsert(Instance("Running", "Healthy", bench.Time.GetUtcNow()));
        await bench.UntilAsync(() => bench.Condition.SinceSync == TimeSpan.Zero, "it should be compared again");

        Assert.Equal([$"register {Entry}"], bench.Registry.Writes);
        Assert.Equal(mark, MarkIn(bench.Registry));
    }

    [Fact]
    public async Task What_Consul_lost_is_a_change_of_now_not_of_the_time_when_the_instance_last_changed()
    {
        await using var bench = new ReconciliationBench();
        bench.View.Replace([]);
        await bench.StartAsync();
        bench.View.Upsert(Instance("Running", "Healthy", bench.Time.GetUtcNow()));
        await bench.UntilAsync(() => bench.Registry.Entries.ContainsKey(Entry), "it should be registered");
        bench.Time.Advance(TimeSpan.FromHours(1));
        var lost = bench.Time.GetUtcNow();
        bench.Registry.Clear();
        await bench.UntilAsync(() => bench.Registry.Writes.Count == 2 && bench.Registry.Entries.ContainsKey(Entry), "it should be registered again");

        Assert.True(ChangeMark.Parse(MarkIn(bench.Registry))!.At >= lost, $"{MarkIn(bench.Registry)} should not be before {lost}");
        await bench.UntilAsync(
            () => _spans.Where(span => span.DisplayName.StartsWith("change", StringComparison.Ordinal)).Select(span => span.TraceId).Distinct().Count() == 2,
            "each registration should have a trace of its own");
    }

    [Fact]
    public async Task A_removal_is_a_trace_that_those_who_knew_the_entry_find_too()
    {
        await using var bench = new ReconciliationBench();
        bench.View.Replace([]);
        await bench.StartAsync();
        bench.View.Upsert(Instance("Running", "Healthy", bench.Time.GetUtcNow()));
        await bench.UntilAsync(() => bench.Registry.Entries.ContainsKey(Entry), "it should be registered");
        var mark = ChangeMark.Parse(bench.Registry.Entries[Entry].Service.Meta["mesh-trace"])!;

        bench.View.Upsert(Instance("Stopping", null, bench.Time.GetUtcNow()));
        await bench.UntilAsync(() => _spans.Any(span => span.DisplayName == $"change {_id} removed"), "it should be removed");

        Assert.Equal(mark.Removal.TraceId, _spans.Single(span => span.DisplayName == $"change {_id} removed").TraceId);
        Assert.Equal(mark.Removal.TraceId, _spans.Single(span => span.DisplayName == "instance event: Stopping").TraceId);
        Assert.Equal(mark.Removal.TraceId, _spans.Single(span => span.DisplayName == "deregister web").TraceId);
    }

    [Fact]
    public async Task Every_try_belongs_to_one_trace()
    {
        await using var bench = new ReconciliationBench();
        bench.View.Replace([]);
        await bench.StartAsync();
        var faults = 1;
        bench.Registry.Fault = id => id is not null && faults-- > 0 ? new RegistryException("500", "Consul says: no") : null;

        bench.View.Upsert(Instance("Running", "Healthy", bench.Time.GetUtcNow()));
        await bench.UntilAsync(() => _spans.Count(span => span.DisplayName == "register web") == 2, "it should be registered at the second try");

        Assert.Single(_spans.Select(span => span.TraceId).Distinct());
    }

    private Instance Instance(string state, string? health, DateTimeOffset at) =>
        Sample.Instance(_id, state: state, health: health) with { ChangedAt = at };
}
