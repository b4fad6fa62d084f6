using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// Makes one plan from the settings and all services' tags. A rule of the settings comes before tags. Services whose tags ask for the same requests
/// with the same options share them, as with fabio; when the options differ, the service whose name sorts first wins. Either is reported.
/// </summary>
/// <param name="defaultService">The service that gets what nothing else claims, or null.</param>
/// <param name="rules">The rules of the settings.</param>
/// <param name="matching">How paths are read.</param>
internal sealed class RoutingPlanner(string? defaultService, IReadOnlyList<RoutingRule> rules, PathMatching matching)
{
    private readonly RouteTagReader _reader = new(matching);

    /// <summary>The services that the settings route to, whatever tags there are.</summary>
    public IEnumerable<string> Services => rules.Select(rule => rule.Service).Concat(defaultService is null ? [] : [defaultService]).Distinct();

    /// <summary>How paths are read.</summary>
    public PathMatching Matching => matching;

    /// <summary>Plans the routes.</summary>
    /// <param name="tags">Per service, the tags of all its instances.</param>
    public RoutingPlan Plan(IReadOnlyDictionary<string, ImmutableArray<string>> tags)
    {
        var draft = new RoutingDraft();
        for (var i = 0; i < rules.Count; i++)
        {
            var (match, options) = (RuleReader.MatchOf(rules[i], matching), RuleReader.OptionsOf(rules[i]));
            draft.AddRule($"{rules[i].Service} rule {i}", rules[i].Service, match, options, $"setting LoadBalancer:Rules:{i}");
        }

        if (defaultService is not null)
        {
            draft.AddRule(defaultService, defaultService, RuleReader.Everything(matching), RouteSettings.None, "setting LoadBalancer:DefaultService");
        }

        foreach (var (service, tag) in tags.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => pair.Value.Order(StringComparer.Ordinal).Select(tag => (pair.Key, tag))))
        {
            draft.AddTag(service, tag, _reader.Read(tag));
        }

        return draft.Finish(matching);
    }
}
