using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Routing;

/// <summary>A plan in the making: keeps routes apart that ask for different requests, and notes what cannot be followed.</summary>
internal sealed class RoutingDraft
{
    private readonly Dictionary<RouteMatch, int> _byMatch = [];
    private readonly List<ServiceRoute> _routes = [];
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImmutableArray<RoutingProblem>.Builder _problems = ImmutableArray.CreateBuilder<RoutingProblem>();

    /// <summary>Adds a route that all instances of a service take part in. Of two for the same requests the first stays.</summary>
    public void AddRule(string id, string service, RouteMatch match, RouteSettings options, string origin)
    {
        if (_byMatch.TryAdd(match, _routes.Count))
        {
            _routes.Add(new(NewId(id), service, match, options, [], origin));
        }
    }

    /// <summary>Adds what a tag asks for.</summary>
    public void AddTag(string service, string tag, RouteTagReading reading)
    {
        var problem = reading.Problem;
        if (reading.Route is { } route)
        {
            problem = Add(new(service, tag, route.Share), route) ?? problem;
        }

        if (problem is not null)
        {
            _problems.Add(new(service, tag, problem));
        }
    }

    public RoutingPlan Finish(PathMatching matching) => new([.. _routes], _problems.ToImmutable(), matching);

    private string? Add(CarriedTag tag, RouteTag wanted)
    {
        if (_byMatch.TryAdd(wanted.Match, _routes.Count))
        {
            _routes.Add(new(NewId($"{tag.Service} {wanted.Match}"), tag.Service, wanted.Match, wanted.Options, [tag], $"tag {tag.Text}"));
            return null;
        }

        var index = _byMatch[wanted.Match];
        var known = _routes[index];
        if (known.Tags.IsEmpty)
        {
            return known.Service == tag.Service && known.Options == wanted.Options ? null : AlreadyTaken(known);
        }

        if (known.Options != wanted.Options)
        {
            return AlreadyTaken(known);
        }

        var joined = known.Services.Contains(tag.Service);
        _routes[index] = known = new(known.Id, known.Service, known.Match, known.Options, known.Tags.Add(tag), known.Origin);
        return joined || known.Tags.Any(carried => carried.Share is not null)
            ? null
            : $"{known.Match} leads to service '{known.Service}' too: they share its requests";
    }

    private static string AlreadyTaken(ServiceRoute known) => $"{known.Match} already leads to service '{known.Service}' ({known.Origin})";

    // YARP does not tell upper from lower case in ids, fabio does in paths.
    private string NewId(string wanted)
    {
        var id = wanted;
        for (var copy = 2; !_ids.Add(id); copy++)
        {
            id = $"{wanted} #{copy}";
        }

        return id;
    }
}
