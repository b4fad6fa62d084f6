using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Routing;

/// <summary>Turns rules of the settings into what routes are made of.</summary>
internal static class RuleReader
{
    private const string AnyValue = "*";

    /// <summary>Every request of every host.</summary>
    public static RouteMatch Everything(PathMatching matching) => new("", matching == PathMatching.Glob ? "*" : "/");

    public static RouteMatch MatchOf(RoutingRule rule, PathMatching matching)
    {
        ImmutableArray<string> methods = [.. rule.Methods
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(method => method.ToUpperInvariant()).Order(StringComparer.Ordinal)];
        ImmutableArray<(string Name, string? Value)> headers = [.. rule.Headers
            .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .Select(header => (header.Key, header.Value is AnyValue or "" ? null : header.Value))];
        return new(
            rule.Host.ToLowerInvariant(),
            rule.Path is { } path ? RulePath.Of(path, matching) : Everything(matching).Path,
            methods.IsEmpty && headers.IsEmpty ? null : new(methods, headers));
    }

    public static RouteSettings OptionsOf(RoutingRule rule) => new()
    {
        Strip = rule.Strip,
        Prepend = rule.Prepend,
        Protocol = ProtocolOption.Read(rule.Protocol) ?? Protocol.Http,
        Overrides = RouteOverrides.Of(rule),
    };
}
