namespace Mesh.LoadBalancer.Listeners.Forwarded;

/// <summary>What a trusted proxy said, continued by this balancer.</summary>
internal sealed record ForwardedValuesFeature(ForwardedValues Values);
