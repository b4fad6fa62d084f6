namespace Mesh.Dashboard.Resources;

/// <summary>All that is known of one instance at one moment.</summary>
public sealed record ResourceSnapshot
{
    /// <summary>Unique: <c>web-1-abcdwxyz</c>. Kept over stop and start.</summary>
    public required string Id { get; init; }

    /// <summary>The model's name: <c>web-1</c>. The replicas of one project share it.</summary>
    public required string Name { get; init; }

    /// <summary>What people see.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The kind of resource: <c>Project</c>, <c>Executable</c>, <c>Container</c>…</summary>
    public required string Type { get; init; }

    /// <summary>The name of the resource under which it is shown; <see langword="null"/> for one that stands by itself.</summary>
    public string? Parent { get; init; }

    /// <summary>The state's text: one of Aspire's, or any other; <see langword="null"/> while it is not known.</summary>
    public string? State { get; init; }

    /// <summary>How the state is shown: <c>success</c>, <c>info</c>, <c>warn</c>, <c>error</c>; <see langword="null"/> leaves it to the state.</summary>
    public string? StateStyle { get; init; }

    /// <summary>How well it is; <see langword="null"/> unless it runs.</summary>
    public ResourceHealth? Health { get; init; }

    /// <summary>What its health checks said last.</summary>
    public IReadOnlyList<HealthReport> HealthReports { get; init; } = [];

    /// <summary>When it was first known.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it last ended.</summary>
    public DateTimeOffset? Stopped { get; init; }

    /// <summary>The exit code of a process that has ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What it is made from: a project file, a path, an image.</summary>
    public string? Source { get; init; }

    /// <summary>Where it is reached, the most important first.</summary>
    public IReadOnlyList<ResourceUrl> Urls { get; init; } = [];

    /// <summary>The environment variables that the model gave it.</summary>
    public IReadOnlyList<ResourceValue> Environment { get; init; } = [];

    /// <summary>Further facts: process id, working directory, container id…</summary>
    public IReadOnlyList<ResourceValue> Properties { get; init; } = [];

    /// <summary>What it sees of the machine's storage.</summary>
    public IReadOnlyList<ResourceVolume> Volumes { get; init; } = [];

    /// <summary>How it relates to other resources.</summary>
    public IReadOnlyList<ResourceRelationship> Relationships { get; init; } = [];

    /// <summary>What can be done to it. Hidden commands are left out.</summary>
    public IReadOnlyList<ResourceCommand> Commands { get; init; } = [];
}
