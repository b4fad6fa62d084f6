using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Routing;

/// <summary>The routes of one host and one path: those with conditions, the strictest first, and the one without.</summary>
internal sealed class Alternatives<T>
    where T : class
{
    private readonly (RouteCondition Condition, T Value)[]? _conditional;
    private readonly T? _plain;

    public Alternatives(IEnumerable<(RouteMatch Match, T Value)> routes)
    {
        var all = routes.ToList();
        _plain = all.FirstOrDefault(route => route.Match.Condition is null).Value;
        (RouteCondition, T)[] conditional =
            [.. all.Where(route => route.Match.Condition is not null).OrderByDescending(route => route.Match.Condition!.Strictness)
                .Select(route => (route.Match.Condition!, route.Value))];
        _conditional = conditional.Length > 0 ? conditional : null;
    }

    /// <summary>All of them, in the order in which they are looked at.</summary>
    public IEnumerable<T> All => (_conditional ?? []).Select(route => route.Value).Concat(_plain is null ? [] : [_plain]);

    /// <summary>The route that takes a request, or null.</summary>
    public T? For(HttpRequest request) => _conditional is null ? _plain : Choose(_conditional, request);

    private T? Choose((RouteCondition Condition, T Value)[] conditional, HttpRequest request)
    {
        foreach (var (condition, value) in conditional)
        {
            if (condition.IsMetBy(request))
            {
                return value;
            }
        }

        return _plain;
    }
}
