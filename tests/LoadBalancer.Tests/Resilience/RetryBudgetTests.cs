using Mesh.LoadBalancer.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.LoadBalancer.Tests.Resilience;

public sealed class RetryBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0.2, 0, 1_000, 200)]
    [InlineData(0, 2, 1_000, 20)]
    [InlineData(0.1, 1, 500, 60)]
    public void Retries_are_a_share_of_the_requests_and_some_more(double share, int perSecond, long requests, int retries)
    {
        var budget = new RetryBudget(new() { Share = share, PerSecond = perSecond }, _time);

        Assert.Equal(retries, Count(budget, requests));
    }

    [Fact]
    public void The_next_ten_seconds_have_a_budget_of_their_own_measured_by_what_was_asked_before()
    {
        var budget = new RetryBudget(new() { Share = 0.2, PerSecond = 0 }, _time);
        Count(budget, 1_000);

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(100, Count(budget, 1_000));
    }

    private static int Count(RetryBudget budget, long requests) => Enumerable.Range(0, 1_000).Count(_ => budget.TryWithdraw(requests));
}
