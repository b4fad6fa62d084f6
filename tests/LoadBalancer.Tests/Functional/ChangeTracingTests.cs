using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Consul;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class ChangeTracingTests : MeshTest
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public ChangeTracingTests(SharedConsul consul)
        : base(consul)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Mesh.LoadBalancer",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public override ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task An_arrival_is_followed_from_the_index_to_the_first_request_and_measured_from_the_instances_change_on()
    {
        var balancer = await StartBalancerAsync();
        using var measurements = new Measurements(balancer);
        var instance = await StartBackendAsync();
        await RegisterAsync(instance, NewMark("added"), CheckStatus.Critical);
        var mark = NewMark("added");
        await Consul.Agent.UpdateTtlAsync($"service:{instance.Name}", CheckStatus.Passing, $"it is well\n{mark.Line}", Cancelled);
        await balancer.UntilAnsweredByAsync(instance.Name);
        await UntilSpansAsync(balancer, mark.Context, 3);

        // In any order: the first request may be quicker than the telling of what it followed.
        Assert.Equal(["configuration applied", "first request served", "index observed"], SpansOf(mark.Context).Select(span => span.DisplayName).Order());
        Assert.All(SpansOf(mark.Context), span =>
        {
            Assert.Equal(mark.Context.SpanId, span.ParentSpanId);
            Assert.Equal(Service, span.GetTagItem("mesh.service"));
            Assert.EndsWith($"/{instance.Name}", (string)span.GetTagItem("mesh.instance")!);
        });
        Assert.InRange(measurements.Sum($"mesh.propagation.duration service={Service} change=added"), double.Epsilon, Deadline.TotalSeconds);
    }

    [Fact]
    public async Task A_removal_is_found_in_the_trace_that_follows_from_the_mark_of_the_entry()
    {
        var balancer = await StartBalancerAsync();
        var (instance, other) = (await StartBackendAsync(), await AddInstanceAsync());
        var mark = NewMark("added");
        await RegisterAsync(instance, mark, CheckStatus.Passing);
        await balancer.UntilAnsweredByAsync(instance.Name, other.Name);

        await DeregisterAsync(instance.Name);
        await UntilSpansAsync(balancer, mark.Removal, 2);

        Assert.Equal(["index observed", "removed from configuration"], SpansOf(mark.Removal).Select(span => span.DisplayName));
        Assert.All(SpansOf(mark.Removal), span => Assert.Equal("removed", span.GetTagItem("mesh.change")));
    }

    [Fact]
    public async Task What_happened_before_the_balancer_ran_and_what_changes_nothing_for_requests_leave_no_spans()
    {
        var (old, failing, added) = (await StartBackendAsync(), await StartBackendAsync(), await StartBackendAsync());
        var oldMark = NewMark("added") with { At = DateTimeOffset.UtcNow.AddHours(-1) };
        await RegisterAsync(old, oldMark, CheckStatus.Passing);
        var balancer = await StartBalancerAsync();
        var failingMark = NewMark("added");
        await RegisterAsync(failing, failingMark, CheckStatus.Critical);
        var addedMark = NewMark("added");
        await RegisterAsync(added, addedMark, CheckStatus.Passing);
        await balancer.UntilAnsweredByAsync(old.Name, added.Name);
        await UntilSpansAsync(balancer, addedMark.Context, 3);

        Assert.Empty(SpansOf(oldMark.Context));
        Assert.Empty(SpansOf(failingMark.Context));
    }

    private static ChangeMark NewMark(string kind) => new(
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true), DateTimeOffset.UtcNow, kind);

    private Activity[] SpansOf(ActivityContext trace) => [.. _spans.Where(span => span.TraceId == trace.TraceId)];

    private Task UntilSpansAsync(Balancer balancer, ActivityContext trace, int count) =>
        balancer.UntilAsync(() => SpansOf(trace).Length == count, $"The trace should have {count} spans of the balancer's");

    private Task RegisterAsync(Backend instance, ChangeMark mark, CheckStatus status) => RegisterAsync(new ServiceRegistration
    {
        Id = instance.Name,
        Name = Service,
        Address = "127.0.0.1",
        Port = instance.Port,
        Meta = new Dictionary<string, string> { [ChangeMark.Key] = mark.ToString() },
        Checks = [new() { CheckId = $"service:{instance.Name}", Name = "told", Ttl = TimeSpan.FromDays(1), Status = status }],
    });
}
