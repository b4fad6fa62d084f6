using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a health check said last.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Status">What it said; <see langword="null"/> before it was first asked.</param>
/// <param name="Description">Why, for people.</param>
/// <param name="ExceptionText">The exception it ended with.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When it was last asked.</summary>
    public DateTime? LastRunAt { get; init; }
}
