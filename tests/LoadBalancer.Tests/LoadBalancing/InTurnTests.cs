using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Tests.Support;

namespace Mesh.LoadBalancer.Tests.LoadBalancing;

public sealed class InTurnTests
{
    [Fact]
    public void Equal_weights_take_plain_turns() => Assert.Equal("a b c a b c a", Candidates.Sequence(InTurn.ByWeight(Candidates.Of(7, 7, 7), new()), 7));

    [Fact]
    public void Weights_are_spread_evenly() => Assert.Equal("a a b a c a a", Candidates.Sequence(InTurn.ByWeight(Candidates.Of(5, 1, 1), new()), 7));

    [Theory]
    [InlineData(0.5, 0.25, "a2 b1")]
    [InlineData(65535, 65535, "a1 b1")]
    [InlineData(200, 100, "a2 b1")]
    public void Only_the_proportion_of_weights_counts(double a, double b, string counts) =>
        Assert.Equal(counts, Candidates.Counts(InTurn.ByWeight(Candidates.Of(a, b), new()), counts == "a1 b1" ? 2 : 3));

    [Fact]
    public void Odd_weights_are_followed_within_a_thousandth()
    {
        var order = SmoothSchedule.Of([0.123456, 0.876544]);

        Assert.InRange(order.Length, 900, 1100);
        Assert.Equal(0.123456, order.Count(index => index == 0) / (double)order.Length, 0.001);
    }

    [Fact]
    public void A_weight_of_0_gets_nothing_while_another_has_more() =>
        Assert.Equal("a10", Candidates.Counts(InTurn.ByWeight(Candidates.Of(1, 0), new()), 10));

    [Fact]
    public void Even_the_smallest_weight_gets_something() => Assert.Contains(1, SmoothSchedule.Of([65535, 1, 65534]));

    [Fact]
    public void Turns_go_on_where_they_were_when_the_candidates_change()
    {
        var turn = new Turn();
        Candidates.Sequence(InTurn.ByWeight(Candidates.Of(1, 1), turn), 3);

        Assert.Equal("a b c", Candidates.Sequence(InTurn.ByWeight(Candidates.Of(1, 1, 1), turn), 3));
    }

    [Fact]
    public async Task Turns_are_fair_for_many_threads_at_once()
    {
        var picker = InTurn.ByWeight(Candidates.Of(1, 1, 1, 1), new());

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 10_000)
            .Select(_ => picker.Pick(null!).Upstream.Id).CountBy(id => id).ToDictionary())));

        Assert.All("abcd", id => Assert.Equal(10_000, counts.Sum(count => count.GetValueOrDefault($"{id}"))));
    }
}
