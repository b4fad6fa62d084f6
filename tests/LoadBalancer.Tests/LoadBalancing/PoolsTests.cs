using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Services;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Tests.LoadBalancing;

public sealed class PoolsTests
{
    private static readonly LoadBalancerOptions Slow = new() { Balancing = new() { SlowStart = TimeSpan.FromSeconds(100) } };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Destinations_come_in_the_order_of_their_ids() => Assert.Equal("a b c", Willing(Update(Pools(new()), Cluster("c", "a", "b"))));

    [Fact]
    public void One_that_cannot_be_connected_to_is_left_out_on_all_its_routes_until_it_can()
    {
        var pools = Pools(new());
        var (first, second) = (Update(pools, Cluster("a", "b", "c")), Update(pools, Cluster("b", "c")));
        var refusing = Upstream(first, "b");

        refusing.Health.Refuse("refused");
        pools.Update(refusing);
        Assert.Equal(("a c", "c"), (Willing(first), Willing(second)));

        refusing.Health.Accept();
        pools.Update(refusing);
        Assert.Equal(("a b c", "b c"), (Willing(first), Willing(second)));
    }

    [Fact]
    public void All_are_willing_when_all_refuse()
    {
        var pools = Pools(new());
        var cluster = Update(pools, Cluster("a", "b"));
        foreach (var id in new[] { "a", "b" })
        {
            Upstream(cluster, id).Health.Refuse("refused");
        }

        Assert.Equal("a b", Willing(Update(pools, cluster)));
    }

    [Theory]
    [InlineData("a b c d", "a b c", "c d")]
    [InlineData("a b", "a b", "b")]
    [InlineData("a", "a", "a")]
    [InlineData("a b c", "a", "b c")]
    public void No_more_than_the_largest_share_is_ejected_and_who_failed_first_goes_first(string all, string failing, string willing)
    {
        var pools = Pools(new());
        var cluster = Update(pools, Cluster(all.Split(' ')));
        foreach (var id in failing.Split(' '))
        {
            Fail(Upstream(cluster, id), 5);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(willing, Willing(Update(pools, cluster)));
    }

    [Fact]
    public void One_that_fails_active_checks_is_left_out()
    {
        var cluster = Cluster("a", "b");
        cluster.Destinations["a"].Health.Active = DestinationHealth.Unhealthy;

        Assert.Equal("b", Willing(Update(Pools(new()), cluster)));
    }

    [Fact]
    public void An_ejection_after_an_instance_left_does_not_bring_it_back()
    {
        var pools = Pools(new());
        var cluster = Update(pools, Cluster("a", "b"));
        var gone = Upstream(cluster, "b");
        cluster.Destinations.TryRemove("b", out _);
        Update(pools, cluster);

        Fail(gone, 5);
        pools.Update(gone);

        Assert.Equal(["a"], cluster.DestinationsState.AllDestinations.Select(destination => destination.DestinationId));
        Assert.Empty(gone.Clusters);
    }

    [Fact]
    public void What_is_known_of_an_instance_stays_while_others_come_and_go_and_ends_with_its_last_route()
    {
        var pools = Pools(new());
        var (first, second) = (Update(pools, Cluster("a", "b")), Update(pools, Cluster("a")));
        var known = Upstream(first, "a");
        Assert.Same(known, Upstream(second, "a"));

        pools.OnClusterRemoved(first);
        Assert.Same(known, Upstream(Update(pools, second), "a"));

        pools.OnClusterRemoved(second);
        Assert.NotSame(known, Upstream(Update(pools, Cluster("a")), "a"));
    }

    [Fact]
    public void A_request_that_was_on_its_way_when_its_route_went_still_finds_an_instance_and_brings_nothing_back()
    {
        var pools = Pools(new());
        var cluster = Update(pools, Cluster("a"));
        var known = Upstream(cluster, "a");

        pools.OnClusterRemoved(cluster);
        Update(pools, cluster);

        Assert.Same(known, PoolOf(cluster).TryEnter(new DefaultHttpContext())!.Upstream);
        Assert.Empty(known.Clusters);
    }

    [Fact]
    public void A_new_instance_gets_a_tenth_at_first_half_of_its_part_after_half_the_time_and_then_all()
    {
        var pools = Pools(Slow);
        var cluster = Update(pools, Cluster("a"));
        _time.Advance(TimeSpan.FromSeconds(100));
        cluster.Destinations["b"] = Candidates.Destination("b");
        Update(pools, cluster);
        Assert.Equal("a10 b1", Counts(cluster, 11));

        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal("a20 b10", Counts(cluster, 30));

        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal("a5 b5", Counts(cluster, 10));
    }

    [Fact]
    public void Instances_that_are_all_new_get_equal_parts() => Assert.Equal("a5 b5", Counts(Update(Pools(Slow), Cluster("a", "b")), 10));

    [Fact]
    public void A_service_may_have_a_policy_of_its_own()
    {
        var options = new LoadBalancerOptions
        {
            Services = new Dictionary<string, ServiceSettings> { ["web"] = new() { Balancing = new() { Policy = BalancingPolicy.LeastRequests } } },
        };
        var cluster = Update(Pools(options), Cluster("a", "b"));
        Upstream(cluster, "a").TryEnter();

        Assert.Equal("b3", Counts(cluster, 3));
    }

    private Pools Pools(LoadBalancerOptions options) => new(new(options, _time), new(_time, new Random(1)), _time);

    private static ClusterState Cluster(params string[] ids)
    {
        var config = new ClusterConfig { ClusterId = "web", Metadata = new Dictionary<string, string> { ["service"] = "web" } };
        var cluster = new ClusterState("web", new(config, new(new SocketsHttpHandler())));
        foreach (var id in ids)
        {
            cluster.Destinations[id] = Candidates.Destination(id);
        }

        return cluster;
    }

    private static ClusterState Update(Pools pools, ClusterState cluster)
    {
        pools.UpdateAllDestinations(cluster);
        return cluster;
    }

    private static void Fail(Upstream upstream, int times)
    {
        for (var i = 0; i < times; i++)
        {
            upstream.Health.Fail("status 500", upstream.Begun);
        }
    }

    private static Pool PoolOf(ClusterState cluster) => Assert.IsType<Pool>(cluster.DestinationsState.AvailableDestinations);

    private static Upstream Upstream(ClusterState cluster, string id) => PoolOf(cluster).All.Single(candidate => candidate.Upstream.Id == id).Upstream;

    private static string Willing(ClusterState cluster) => string.Join(' ', PoolOf(cluster).Willing.Select(candidate => candidate.Upstream.Id));

    private static string Counts(ClusterState cluster, int times)
    {
        var counts = new SortedDictionary<string, int>();
        for (var i = 0; i < times; i++)
        {
            var picked = PoolOf(cluster).TryEnter(new DefaultHttpContext())!.Upstream;
            counts[picked.Id] = counts.GetValueOrDefault(picked.Id) + 1;
            picked.Leave();
        }

        return string.Join(' ', counts.Select(count => $"{count.Key}{count.Value}"));
    }
}
