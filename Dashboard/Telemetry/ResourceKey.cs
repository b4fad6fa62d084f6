namespace Mesh.Dashboard.Telemetry;

/// <summary>Who sent telemetry: one instance of one resource.</summary>
/// <param name="Name">The resource's name (<c>service.name</c>), such as <c>web-1</c>.</param>
/// <param name="InstanceId">Its instance (<c>service.instance.id</c>), such as <c>abcdwxyz</c>; may be empty.</param>
public sealed record ResourceKey(string Name, string InstanceId) : IComparable<ResourceKey>
{
    /// <summary>The id under which the engine knows the instance: <c>web-1-abcdwxyz</c>.</summary>
    public string Id => InstanceId.Length == 0 ? Name : $"{Name}-{InstanceId}";

    /// <inheritdoc/>
    public int CompareTo(ResourceKey? other) =>
        other is null ? 1 :
        string.Compare(Name, other.Name, StringComparison.OrdinalIgnoreCase) is not 0 and var byName ? byName :
        string.CompareOrdinal(InstanceId, other.InstanceId);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
