using System.Diagnostics.CodeAnalysis;

namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>Compares dimensions by their content. They come sorted by name.</summary>
internal sealed class DimensionsComparer : IEqualityComparer<IReadOnlyList<TelemetryAttribute>>
{
    public static DimensionsComparer Instance { get; } = new();

    public bool Equals(IReadOnlyList<TelemetryAttribute>? one, IReadOnlyList<TelemetryAttribute>? other) =>
        one is null ? other is null : other is not null && one.SequenceEqual(other);

    public int GetHashCode([DisallowNull] IReadOnlyList<TelemetryAttribute> dimensions)
    {
        var hash = new HashCode();
        for (var i = 0; i < dimensions.Count; i++)
        {
            hash.Add(dimensions[i]);
        }

        return hash.ToHashCode();
    }
}
