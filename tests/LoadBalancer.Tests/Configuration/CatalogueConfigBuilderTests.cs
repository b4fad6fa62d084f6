using System.Collections.Immutable;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Routing;
using Yarp.ReverseProxy.Configuration;

namespace Mesh.LoadBalancer.Tests.Configuration;

public sealed class CatalogueConfigBuilderTests
{
    private static readonly CatalogueSnapshot Nothing = CatalogueSnapshot.Empty(DateTimeOffset.UnixEpoch);

    private readonly CatalogueConfigBuilder _builder = new(new RoutingPlanner("web", [], PathMatching.Prefix), new ClusterConfigs(new LoadBalancerOptions()));

    [Fact]
    public void An_instance_that_comes_changes_its_services_cluster_alone()
    {
        var first = _builder.First(With(Nothing, Tags(("api", ["urlprefix-/api"])), Service("web", "1"), Service("api", "1")));

        var next = _builder.Next(first, With(first.Snapshot, null, Service("web", "1", "2")), ["web"]);

        Assert.True(first.RouteConfigs == next.RouteConfigs, "The routes should have stayed the same array.");
        Assert.Same(first.Plan, next.Plan);
        Assert.NotSame(first.ClusterConfigs[0], next.ClusterConfigs[0]);
        Assert.Same(first.ClusterConfigs[1], next.ClusterConfigs[1]);
        Assert.Equal(["1", "2"], next.ClusterConfigs[0].Destinations!.Keys);
    }

    [Fact]
    public void Instances_of_a_service_that_no_route_leads_to_change_nothing()
    {
        var builder = new CatalogueConfigBuilder(new RoutingPlanner(null, [], PathMatching.Prefix), new ClusterConfigs(new LoadBalancerOptions()));
        var first = builder.First(Nothing);

        Assert.Empty(builder.Next(first, With(first.Snapshot, null, Service("web", "1")), ["web"]).ClusterConfigs);
    }

    [Fact]
    public void Routes_made_anew_from_the_same_tags_are_equal_so_that_YARP_keeps_its_endpoints()
    {
        var first = _builder.First(With(Nothing, Tags(("api", ["urlprefix-/api strip=/api"]))));

        var next = _builder.Next(first, With(first.Snapshot, Tags(("api", ["urlprefix-/api strip=/api"]))), []);

        Assert.NotSame(first.RouteConfigs[1], next.RouteConfigs[1]);
        Assert.Equal(first.RouteConfigs, next.RouteConfigs);
    }

    [Fact]
    public void Only_passing_instances_are_destinations()
    {
        var failing = Instance("2") with { State = InstanceState.Critical, IsAvailable = false };
        var warning = Instance("3") with { State = InstanceState.Warning, IsAvailable = false };
        var service = new Service("web", [Instance("1"), failing, warning], null);

        var config = _builder.First(With(Nothing, null, service));

        Assert.Equal(["1"], config.ClusterConfigs[0].Destinations!.Keys);
        Assert.Equal("http://10.0.0.1:80", config.ClusterConfigs[0].Destinations!["1"].Address);
    }

    [Fact]
    public void Only_instances_that_carry_the_tag_take_part_in_its_route()
    {
        var canary = Instance("2") with { Tags = ["urlprefix-/api", "urlprefix-/beta"] };
        var service = new Service("api", [Instance("1") with { Tags = ["urlprefix-/api"] }, canary], null);

        var config = _builder.First(With(Nothing, Tags(("api", ["urlprefix-/api", "urlprefix-/beta"])), service));

        Assert.Equal(
            ["web: ", "api /api: 1 2", "api /beta: 2"],
            config.ClusterConfigs.Select(cluster => $"{cluster.ClusterId}: {string.Join(' ', cluster.Destinations!.Keys)}"));
    }

    [Fact]
    public void A_route_stays_when_its_last_instance_goes_so_that_requests_fall_to_no_other_service()
    {
        var config = _builder.First(With(Nothing, Tags(("api", ["urlprefix-/api"])), new Service("api", [], null)));

        Assert.Contains(config.RouteConfigs, route => RouteConfigs.RouteOf(route).Match.Path == "/api");
        Assert.Empty(config.ClusterConfigs[1].Destinations!);
    }

    [Theory]
    [InlineData("http", "http://10.0.0.1:80", 1)]
    [InlineData("https", "https://10.0.0.1:80", 2)]
    [InlineData("grpc", "http://10.0.0.1:80", 2)]
    [InlineData("grpcs", "https://10.0.0.1:80", 2)]
    public void The_protocol_decides_scheme_and_version(string protocol, string address, int version)
    {
        var tag = $"urlprefix-/api proto={protocol}";

        var cluster = _builder.First(With(Nothing, Tags(("api", [tag])), new Service("api", [Instance("1") with { Tags = [tag] }], null))).ClusterConfigs[1];

        Assert.Equal(address, cluster.Destinations!["1"].Address);
        Assert.Equal(version, cluster.HttpRequest!.Version!.Major);
    }

    [Fact]
    public void Two_services_that_share_a_route_are_one_cluster_of_the_instances_of_both()
    {
        var config = _builder.First(With(
            Nothing, Tags(("api", ["urlprefix-/api"]), ("api-go", ["urlprefix-/api"])), Service("api", "1"), Service("api-go", "2")));

        Assert.Equal(["1", "2"], config.ClusterConfigs[1].Destinations!.Keys.Order());

        var next = _builder.Next(config, With(config.Snapshot, null, Service("api-go", "2", "3")), ["api-go"]);

        Assert.Equal(["1", "2", "3"], next.ClusterConfigs[1].Destinations!.Keys.Order());
    }

    [Theory]
    [InlineData("", "", 1, 1)]
    [InlineData("weight=0.2", "", 0.2, 0.8)]
    [InlineData("weight=0.2", "weight=0.2", 0.2, 0.2)]
    [InlineData("weight=3", "weight=1", 0.75, 0.25)]
    [InlineData("weight=1", "", 1, 0)]
    [InlineData("weight=-1", "weight=0", 1, 1)]
    public void A_tags_weight_is_the_share_of_each_instance_that_carries_it_and_the_others_divide_the_rest(
        string one, string other, double first, double second)
    {
        var (tag, otherTag) = ($"urlprefix-/api {one}".Trim(), $"urlprefix-/api {other}".Trim());
        var service = new Service("api", [Instance("1") with { Tags = [tag] }, Instance("2") with { Tags = [otherTag] }], null);

        var cluster = _builder.First(With(Nothing, Tags(("api", [.. new[] { tag, otherTag }.Distinct()])), service)).ClusterConfigs[1];

        Assert.Equal([first, second], SharesIn(cluster));
    }

    [Fact]
    public void What_the_shares_leave_is_divided_by_Consuls_weights()
    {
        var canary = Instance("1") with { Tags = ["urlprefix-/api weight=0.1"] };
        var heavy = Instance("2") with { Tags = ["urlprefix-/api"], Weight = 2 };
        var service = new Service("api", [canary, heavy, Instance("3") with { Tags = ["urlprefix-/api"] }], null);

        var cluster = _builder.First(With(Nothing, Tags(("api", ["urlprefix-/api", "urlprefix-/api weight=0.1"])), service)).ClusterConfigs[1];

        Assert.Equal([0.1, 0.6, 0.3], SharesIn(cluster));
    }

    private static IEnumerable<double> SharesIn(ClusterConfig cluster) =>
        cluster.Destinations!.OrderBy(entry => entry.Key).Select(entry => Math.Round(DestinationWeight.Of(entry.Value)!.Value, 3));

    private static CatalogueSnapshot With(CatalogueSnapshot snapshot, ImmutableDictionary<string, ImmutableArray<string>>? tags, params Service[] services) =>
        snapshot with
        {
            Tags = tags ?? snapshot.Tags,
            Services = snapshot.Services.SetItems(services.Select(service => KeyValuePair.Create(service.Name, service))),
        };

    private static ImmutableDictionary<string, ImmutableArray<string>> Tags(params (string Service, string[] Tags)[] services) =>
        services.ToImmutableDictionary(service => service.Service, service => service.Tags.ToImmutableArray());

    private static Service Service(string name, params string[] ids) => new(name, [.. ids.Select(id => Instance(id) with { Tags = ["urlprefix-/api"] })], null);

    private static Instance Instance(string id) => new(id, $"10.0.0.{id}:80", [], InstanceState.Passing, IsAvailable: true);
}
