namespace Mesh.LoadBalancer.Routing;

/// <summary>A tag that asks for a route.</summary>
/// <param name="Service">The service whose instances carry it.</param>
/// <param name="Text">The tag as it stands in Consul.</param>
/// <param name="Share">The share of the route's requests that each of these instances gets; null for a part of the rest.</param>
internal sealed record CarriedTag(string Service, string Text, double? Share);
