using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Tests.Routing;

public sealed class RoutingRuleValidatorTests
{
    [Fact]
    public void All_errors_of_all_rules_are_named_at_once()
    {
        RoutingRule[] rules =
        [
            new() { Service = "api", Path = "/api", Methods = "GET,HEAD" },
            new() { Host = "exa mple", Path = "api", Methods = "GET;HEAD", Strip = "api", Prepend = "v1", Protocol = "tcp" },
        ];

        var errors = RoutingRuleValidator.Validate(rules, PathMatching.Prefix).ToList();

        Assert.Equal(7, errors.Count);
        Assert.All(errors, error => Assert.Matches("^LoadBalancer:Rules:1:[A-Za-z]+ is '.*': .* would work\\.$", error));
    }

    [Fact]
    public void Two_rules_for_the_same_requests_are_an_error()
    {
        RoutingRule[] rules =
            [new() { Service = "a", Path = "/x" }, new() { Service = "b", Path = "/x" }, new() { Service = "c", Path = "/x", Methods = "GET" }];

        Assert.Equal(
            ["LoadBalancer:Rules 0 and 1 take the same requests '/x': one of them would work."], RoutingRuleValidator.Validate(rules, PathMatching.Prefix));
    }
}
