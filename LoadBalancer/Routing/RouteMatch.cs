using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Routing;

/// <summary>Which requests a route takes.</summary>
/// <param name="Host">Lower case; may be a pattern (<see cref="Glob"/>) and have a port; empty for every host.</param>
/// <param name="Path">
/// The path, read as <see cref="PathMatching"/> says. A prefix is text, not whole segments: <c>/foo</c> takes <c>/foobar</c> too, as with fabio.
/// </param>
/// <param name="Condition">What else must be true of a request; null for nothing.</param>
internal sealed record RouteMatch(string Host, string Path, RouteCondition? Condition = null)
{
    /// <summary>The requests, for people: <c>example.com/api (GET, with X-Canary: on)</c>.</summary>
    public override string ToString() => Condition is null ? $"{Host}{Path}" : $"{Host}{Path} ({Condition})";
}
