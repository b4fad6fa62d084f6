using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Tests.Support;

namespace Mesh.LoadBalancer.Tests.LoadBalancing;

public sealed class LeastRequestsTests
{
    [Fact]
    public void Equals_take_turns() => Assert.Equal("a b c a", Candidates.Sequence(new LeastRequests(Candidates.Of(1, 1, 1), new()), 4));

    [Fact]
    public void The_one_with_the_fewest_under_way_gets_the_next()
    {
        var candidates = Candidates.Of(1, 1, 1);
        candidates[0].Upstream.TryEnter();
        candidates[2].Upstream.TryEnter();

        Assert.Equal("b b b", Candidates.Sequence(new LeastRequests(candidates, new()), 3));
    }

    [Fact]
    public void Requests_under_way_follow_the_weights() =>
        Assert.Equal("a60 b30 c10", Candidates.Counts(new LeastRequests(Candidates.Of(6, 3, 1), new()), 100, keepsRequestsUnderWay: true));
}
