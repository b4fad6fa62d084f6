using Mesh.LoadBalancer.Limits;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.LoadBalancer.Tests.Limits;

public sealed class CircuitBreakerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CircuitBreaker _breaker;

    public CircuitBreakerTests() => _breaker = new(
        new() { FailureRate = 0.5, MinimumRequests = 4, Interval = TimeSpan.FromSeconds(10), OpenFor = TimeSpan.FromSeconds(5) }, _time);

    [Fact]
    public void It_opens_at_the_rate_set_and_says_for_how_long()
    {
        Observe(true, false, true);
        Assert.True(_breaker.Admits(out _));

        Observe(false);

        Assert.False(_breaker.Admits(out var retryAfter));
        Assert.Equal(5, retryAfter);
    }

    [Fact]
    public void Failures_of_earlier_intervals_do_not_count()
    {
        Observe(true, true, true);
        _time.Advance(TimeSpan.FromSeconds(10));

        Observe(true);

        Assert.True(_breaker.Admits(out _));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_single_request_decides_after_a_while(bool fails, bool closes)
    {
        Observe(true, true, true, true);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(_breaker.Admits(out _));
        Assert.False(_breaker.Admits(out _), "One at a time.");

        Observe(fails);

        Assert.Equal(closes, _breaker.Admits(out _));
    }

    [Fact]
    public void A_trial_that_says_nothing_is_made_again()
    {
        Observe(true, true, true, true);
        _time.Advance(TimeSpan.FromSeconds(5));
        _breaker.Admits(out _);

        _breaker.Observe(isFailure: null);

        Assert.True(_breaker.Admits(out _));
    }

    private void Observe(params bool[] failures)
    {
        foreach (var failed in failures)
        {
            _breaker.Observe(failed);
        }
    }
}
