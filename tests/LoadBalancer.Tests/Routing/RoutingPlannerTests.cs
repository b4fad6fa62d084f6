using System.Collections.Immutable;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Tests.Routing;

public sealed class RoutingPlannerTests
{
    [Fact]
    public void The_default_service_gets_everything_without_a_tag()
    {
        var plan = Planner("web").Plan(Tags());

        var route = Assert.Single(plan.Routes);
        Assert.Equal(("web", new RouteMatch("", "/")), (route.Service, route.Match));
        Assert.Equal("setting LoadBalancer:DefaultService", route.Origin);
    }

    [Fact]
    public void Without_a_default_service_and_tags_there_is_no_route() => Assert.Empty(Planner(null).Plan(Tags()).Routes);

    [Fact]
    public void Each_tag_makes_a_route_to_its_service()
    {
        var plan = Planner("web").Plan(Tags(("api", ["urlprefix-/api", "urlprefix-api.example.com/"]), ("shop", ["urlprefix-/shop strip=/shop"])));

        Assert.Equal(
            ["web /", "api /api", "api api.example.com/", "shop /shop"],
            plan.Routes.Select(route => $"{route.Service} {route.Match.Host}{route.Match.Path}"));
        Assert.Empty(plan.Problems);
    }

    [Fact]
    public void Two_services_that_ask_for_the_same_share_it_which_is_reported()
    {
        var plan = Planner(null).Plan(Tags(("b", ["urlprefix-/x"]), ("a", ["urlprefix-/x"])));

        Assert.Equal(["a", "b"], Assert.Single(plan.Routes).Services);
        Assert.Equal(new RoutingProblem("b", "urlprefix-/x", "/x leads to service 'a' too: they share its requests"), Assert.Single(plan.Problems));
    }

    [Fact]
    public void Two_services_that_divide_the_requests_by_weight_are_no_problem()
    {
        var plan = Planner(null).Plan(Tags(("b", ["urlprefix-/x weight=0.05"]), ("a", ["urlprefix-/x"])));

        Assert.Equal(["a", "b"], Assert.Single(plan.Routes).Services);
        Assert.Empty(plan.Problems);
    }

    [Fact]
    public void Two_services_that_want_different_things_done_are_a_problem_of_the_later_one()
    {
        var plan = Planner(null).Plan(Tags(("b", ["urlprefix-/x"]), ("a", ["urlprefix-/x strip=/x"])));

        Assert.Equal(["a"], Assert.Single(plan.Routes).Services);
        Assert.Equal(
            new RoutingProblem("b", "urlprefix-/x", "/x already leads to service 'a' (tag urlprefix-/x strip=/x)"), Assert.Single(plan.Problems));
    }

    [Fact]
    public void Rules_of_the_settings_lead_to_their_services_by_host_path_method_and_header()
    {
        RoutingRule[] rules =
        [
            new() { Service = "api", Host = "Example.com", Path = "/api", Strip = "/api" },
            new() { Service = "canary", Methods = "get, head", Headers = new Dictionary<string, string> { ["X-Canary"] = "*" } },
        ];

        var plan = new RoutingPlanner("web", rules, PathMatching.Prefix).Plan(Tags(("shop", ["urlprefix-example.com/api"])));

        Assert.Equal(
            ["api example.com/api", "canary / (GET, HEAD, with X-Canary)", "web /"], plan.Routes.Select(route => $"{route.Service} {route.Match}"));
        Assert.Equal("/api", plan.Routes[0].Options.Strip);
        Assert.Contains("already leads to service 'api' (setting LoadBalancer:Rules:0)", Assert.Single(plan.Problems).Text);
    }

    [Fact]
    public void A_rule_of_the_settings_comes_before_a_tag()
    {
        var plan = Planner("web").Plan(Tags(("api", ["urlprefix-/"])));

        Assert.Equal("web", Assert.Single(plan.Routes).Service);
        Assert.Contains("already leads to service 'web' (setting LoadBalancer:DefaultService)", Assert.Single(plan.Problems).Text);
    }

    [Fact]
    public void A_bad_tag_is_reported_with_its_service_and_the_others_still_count()
    {
        var plan = Planner(null).Plan(Tags(("api", ["urlprefix-:80", "urlprefix-/api"])));

        Assert.Equal("/api", Assert.Single(plan.Routes).Match.Path);
        Assert.Equal(("api", "urlprefix-:80"), (plan.Problems[0].Service, plan.Problems[0].Tag));
    }

    [Fact]
    public void Two_spellings_of_one_route_are_one_route_with_both_tags()
    {
        var plan = Planner(null).Plan(Tags(("api", ["urlprefix-/x", "urlprefix-/x proto=http"])));

        Assert.Equal(["urlprefix-/x", "urlprefix-/x proto=http"], Assert.Single(plan.Routes).Tags.Select(tag => tag.Text));
    }

    [Fact]
    public void Routes_that_differ_in_case_alone_have_ids_that_differ_in_more()
    {
        var plan = Planner(null).Plan(Tags(("api", ["urlprefix-/x", "urlprefix-/X"])));

        Assert.Equal(2, plan.Routes.Select(route => route.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static RoutingPlanner Planner(string? defaultService) => new(defaultService, [], PathMatching.Prefix);

    private static ImmutableDictionary<string, ImmutableArray<string>> Tags(params (string Service, string[] Tags)[] services) =>
        services.ToImmutableDictionary(service => service.Service, service => service.Tags.ToImmutableArray());
}
