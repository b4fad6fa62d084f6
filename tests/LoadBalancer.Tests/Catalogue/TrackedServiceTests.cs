using Mesh.Consul;
using Mesh.LoadBalancer.Catalogue;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.LoadBalancer.Tests.Catalogue;

public sealed class TrackedServiceTests : IDisposable
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly CatalogueStore _store;
    private readonly FirstAnswers _first;
    private readonly TrackedService _service;
    private ulong _index;

    public TrackedServiceTests()
    {
        _store = new(_time);
        _first = new(new(), _time);
        _service = new("web", _store, new(new() { HoldEmpty = Hold }), _time, _first, saved: null);
    }

    private int Served => _store.Current.Services["web"].Instances.Length;

    public void Dispose() => _service.Dispose();

    [Fact]
    public void The_last_instance_that_leaves_is_gone_at_once()
    {
        Answer(Listed.Instance("web-1", "10.0.0.1", 80));
        Answer();

        Assert.Equal(0, Served);
    }

    [Fact]
    public void What_an_agent_takes_out_that_came_back_without_its_memory_is_kept_until_it_is_entered_again()
    {
        Answer(Listed.Lost("web-1", CheckStatus.Passing), Listed.Lost("web-2", CheckStatus.Passing));
        Answer(Listed.Instance("web-1", "10.0.0.1", 80), Listed.Instance("web-2", "10.0.0.1", 80));
        Answer();
        Assert.Equal(2, Served);

        Answer(Listed.Instance("web-1", "10.0.0.1", 80));
        Assert.Equal(1, Served);
    }

    [Fact]
    public void Long_after_a_node_was_lost_the_last_instance_that_leaves_is_gone_at_once()
    {
        Answer(Listed.Lost("web-1", CheckStatus.Passing));
        Answer(Listed.Instance("web-1", "10.0.0.1", 80));
        _time.Advance(Hold);
        Answer();

        Assert.Equal(0, Served);
    }

    [Fact]
    public void Its_first_answer_is_awaited_no_longer_when_Consul_fails()
    {
        Assert.True(_first.IsAwaited("web"));

        _service.Failed("No cluster leader");

        Assert.False(_first.IsAwaited("web"));
    }

    [Fact]
    public void Nothing_is_awaited_where_an_earlier_run_knew_something()
    {
        _store.SetService(new("api", [], new(_time.GetUtcNow(), "saved")));

        using var restored = new TrackedService("api", _store, new(new()), _time, _first, _store.Current.Services["api"]);

        Assert.False(_first.IsAwaited("api"));
    }

    private void Answer(params ServiceInstance[] instances) =>
        _service.Answered(new(instances, ++_index, TimeSpan.Zero, KnownLeader: true, FilteredByAcl: false), lostThread: false);
}
