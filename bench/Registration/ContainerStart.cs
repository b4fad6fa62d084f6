namespace Mesh.Bench.Registration;

/// <summary>How long a container's start took, from the moment <c>docker start</c> was called.</summary>
/// <param name="Running">Until it ran, by the engine's word.</param>
/// <param name="Listed">Until Consul's catalogue listed it as passing.</param>
/// <param name="Answered">Until it answered a request through the balancer.</param>
internal sealed record ContainerStart(TimeSpan Running, TimeSpan Listed, TimeSpan Answered);
