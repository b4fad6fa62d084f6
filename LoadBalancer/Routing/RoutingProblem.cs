namespace Mesh.LoadBalancer.Routing;

/// <summary>A tag that could not be followed, or not wholly.</summary>
/// <param name="Service">The service whose instances carry it.</param>
/// <param name="Tag">The tag as it stands in Consul.</param>
/// <param name="Text">What is wrong.</param>
internal sealed record RoutingProblem(string Service, string Tag, string Text);
