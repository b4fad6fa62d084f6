using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>All that is known of one instance at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>The kind of resource, for people: <c>Project</c>, <c>Container</c>…</summary>
    public required string ResourceType { get; init; }

    /// <summary>Further facts, for people.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>When the instance was first known.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it was last started.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it last ended.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Its state: one of <see cref="KnownResourceStates"/>, or any text.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>The exit code of a process that has ended; 128 + the signal's number when one ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>
    /// How well it is: unknown unless <see cref="KnownResourceStates.Running"/>; healthy when nothing checks it; else the worst of the reports,
    /// of which one that has not come yet counts as unhealthy.
    /// </summary>
    public HealthStatus? HealthStatus =>
        State?.Text != KnownResourceStates.Running ? null :
        HealthReports.IsDefaultOrEmpty ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy :
        HealthReports.Min(report => report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);

    /// <summary>The environment variables it was started with.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Where people reach it.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>What it sees of the machine's storage.</summary>
    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    /// <summary>How it relates to other resources.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>What can be done to it.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>What its health checks said last.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; init; } = [];

    /// <summary>Whether it is not meant to be seen.</summary>
    public bool IsHidden { get; init; }

    /// <summary>A Fluent UI icon.</summary>
    public string? IconName { get; init; }

    /// <summary>The icon's variant.</summary>
    public IconVariant? IconVariant { get; init; }

    /// <summary>Ends once those who wanted to act when it is ready have done so; <see langword="null"/> until then.</summary>
    internal Task? Ready { get; init; }
}
