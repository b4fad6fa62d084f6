namespace Mesh.Registrar.Instances;

/// <summary>Something that happened to an instance: where the trace of a change begins.</summary>
/// <param name="Instance">The instance's name for people.</param>
/// <param name="State">What it was then, such as <c>Running, Healthy</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="HeardAt">When the registrar heard of it.</param>
internal sealed record InstanceEvent(string Instance, string State, DateTimeOffset At, DateTimeOffset HeardAt);
