using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.LoadBalancing;

public sealed class RandomPickersTests
{
    private const int Times = 20_000;

    private readonly Random _random = new(1);

    [Fact]
    public void Random_follows_the_weights()
    {
        var shares = Shares(new AtRandom(Candidates.Of(1, 2, 7), _random));

        Assert.Equal(0.1, shares["a"], 0.02);
        Assert.Equal(0.2, shares["b"], 0.02);
        Assert.Equal(0.7, shares["c"], 0.02);
    }

    [Fact]
    public void Random_gives_a_weight_of_0_nothing() => Assert.Equal(["a"], Shares(new AtRandom(Candidates.Of(1, 0), _random)).Keys);

    [Fact]
    public void Two_choices_follow_the_weights_while_all_are_idle()
    {
        var shares = Shares(new TwoChoices(Candidates.Of(1, 3), _random));

        Assert.Equal(0.25, shares["a"], 0.02);
    }

    [Fact]
    public void Two_choices_never_take_the_most_burdened_of_all()
    {
        var candidates = Candidates.Of(1, 1, 1, 1);
        candidates[2].Upstream.TryEnter();

        Assert.DoesNotContain("c", Shares(new TwoChoices(candidates, _random)).Keys);
    }

    [Fact]
    public void Two_choices_keep_requests_under_way_close_to_the_weights()
    {
        var candidates = Candidates.Of(2, 1, 1);

        Candidates.Counts(new TwoChoices(candidates, _random), 400, keepsRequestsUnderWay: true);

        Assert.InRange(candidates[0].Upstream.UnderWay, 190, 210);
        Assert.InRange(candidates[1].Upstream.UnderWay, 90, 110);
    }

    [Fact]
    public void One_candidate_alone_is_always_taken() => Assert.Equal("a3", Candidates.Counts(new TwoChoices(Candidates.Of(1), _random), 3));

    private static Dictionary<string, double> Shares(IPicker picker) => Enumerable.Range(0, Times)
        .Select(_ => picker.Pick(new DefaultHttpContext()).Upstream.Id).CountBy(id => id).ToDictionary(count => count.Key, count => count.Value / (double)Times);
}
