using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Services;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.LoadBalancer.Tests.LoadBalancing;

public sealed class LeastLatencyTests
{
    private static readonly ServiceSettings Settings = new() { Balancing = new() { Policy = BalancingPolicy.PeakEwma } };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_slower_of_two_gets_nothing()
    {
        var candidates = Candidates.Of(Settings, _time, 1, 1);
        Observe(candidates[0], 0.2);
        Observe(candidates[1], 0.01);

        Assert.Equal("b50", Candidates.Counts(Picker(candidates), 50));
    }

    [Fact]
    public void The_slower_one_gets_requests_when_the_faster_one_has_too_many()
    {
        var candidates = Candidates.Of(Settings, _time, 1, 1);
        Observe(candidates[0], 0.2);
        Observe(candidates[1], 0.01);

        Assert.Equal("a4 b96", Candidates.Counts(Picker(candidates), 100, keepsRequestsUnderWay: true));
    }

    [Fact]
    public void A_new_one_gets_one_request_and_no_more_until_it_answers()
    {
        var candidates = Candidates.Of(Settings, _time, 1, 1);
        Observe(candidates[1], 0.01);

        Assert.Equal("a1 b9", Candidates.Counts(Picker(candidates), 10, keepsRequestsUnderWay: true));
    }

    [Fact]
    public void An_average_rises_at_once_and_sinks_slowly()
    {
        var latency = new LatencyAverage(_time, TimeSpan.FromSeconds(10));
        Observe(latency, 0.010);
        Observe(latency, 0.500);
        Assert.Equal(0.5, latency.Seconds(_time.GetTimestamp()), 0.001);

        _time.Advance(TimeSpan.FromSeconds(10));
        Observe(latency, 0.010);

        Assert.Equal((0.5 / Math.E) + (0.01 * (1 - (1 / Math.E))), latency.Seconds(_time.GetTimestamp()), 0.001);
    }

    [Fact]
    public void A_slow_one_is_asked_again_when_its_slowness_is_long_ago()
    {
        var candidates = Candidates.Of(Settings, _time, 1, 1);
        Observe(candidates[0], 0.2);
        _time.Advance(TimeSpan.FromSeconds(60));
        Observe(candidates[1], 0.01);

        Assert.Equal("a", Picker(candidates).Pick(null!).Upstream.Id);
    }

    private LeastLatency Picker(Candidate[] candidates) => new(candidates, new Random(1), _time);

    private void Observe(Candidate candidate, double seconds) => Observe(candidate.Upstream.Latency!, seconds);

    private void Observe(LatencyAverage latency, double seconds) => latency.Observe(_time.GetTimestamp(), TimeSpan.FromSeconds(seconds));
}
