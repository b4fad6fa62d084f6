namespace Mesh.Dashboard.Telemetry;

/// <summary>A part of a longer list.</summary>
/// <param name="Items">The part that was asked for.</param>
/// <param name="Total">How long the whole list is.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);
