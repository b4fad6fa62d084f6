namespace Mesh.Dashboard.Resources;

/// <summary>What a health check said last.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Status">What it said; <see langword="null"/> before it was first asked.</param>
/// <param name="Description">Why.</param>
/// <param name="Exception">The exception it ended with.</param>
/// <param name="LastRun">When it was last asked.</param>
public sealed record HealthReport(string Name, ResourceHealth? Status, string? Description, string? Exception, DateTimeOffset? LastRun);
