namespace Mesh.LoadBalancer.Routing;

/// <summary>What came out of reading a tag: a route, a problem, or both when only an option is not understood.</summary>
internal readonly record struct RouteTagReading(RouteTag? Route, string? Problem)
{
    public static RouteTagReading Refused(string problem) => new(null, problem);
}
