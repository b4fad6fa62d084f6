using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// Makes one plan from the settings and all services' tags. A rule of the settings comes before tags; of two tags for the same host and path the
/// one of the service whose name sorts first wins, and the other is reported.
/// </summary>
internal sealed class RoutingPlanner(string? defaultService)
{
    /// <summary>Plans the routes.</summary>
    /// <param name="tags">Per service, the tags of all its instances.</param>
    public RoutingPlan Plan(IReadOnlyDictionary<string, ImmutableArray<string>> tags)
    {
        var routes = new Dictionary<(string Host, string Path), ServiceRoute>();
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var problems = ImmutableArray.CreateBuilder<RoutingProblem>();
        if (defaultService is not null)
        {
            ids.Add(defaultService);
            routes.Add(("", "/"), new(defaultService, defaultService, new("", "/"), []));
        }

        foreach (var (service, tag) in tags.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => pair.Value.Order(StringComparer.Ordinal).Select(tag => (pair.Key, tag))))
        {
            var (match, problem) = RouteTagReader.Read(tag);
            problem ??= match is null ? null : Add(service, tag, match);
            if (problem is not null)
            {
                problems.Add(new(service, tag, problem));
            }
        }

        return new([.. routes.Values], problems.ToImmutable());

        string? Add(string service, string tag, RouteTag match)
        {
            if (!routes.TryGetValue((match.Host, match.Path), out var known))
            {
                routes.Add((match.Host, match.Path), new(NewId($"{service} {match.Host}{match.Path}"), service, match, [tag]));
                return null;
            }

            if (known.Service == service && known.Match == match)
            {
                routes[(match.Host, match.Path)] = known.Tags.IsEmpty ? known : known with { Tags = known.Tags.Add(tag) };
                return null;
            }

            return $"{match.Host}{match.Path} already leads to service '{known.Service}' ({known.Origin})";
        }

        // YARP does not tell upper from lower case in ids, fabio does in paths.
        string NewId(string wanted)
        {
            var id = wanted;
            for (var copy = 2; !ids.Add(id); copy++)
            {
                id = $"{wanted} #{copy}";
            }

            return id;
        }
    }
}
