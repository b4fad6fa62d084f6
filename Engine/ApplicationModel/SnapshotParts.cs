using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state and how it is shown.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>, or any text.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}

/// <summary>An environment variable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsFromSpec">Whether the model set it, rather than the machine.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);

/// <summary>A fact for people.</summary>
/// <param name="Name">Its name, with dots between its parts.</param>
/// <param name="Value">Its value.</param>
[DebuggerDisplay("{Value}", Name = "{Name}")]
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether the value is to be masked wherever it is shown.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>A URL at which people reach an instance.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="Url">The URL.</param>
/// <param name="IsInternal">Whether it is of no use to people.</param>
[DebuggerDisplay("{Url}", Name = "{Name}")]
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether nothing answers there now.</summary>
    public bool IsInactive { get; init; }

    /// <summary>How it is shown.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}

/// <summary>How a URL is shown.</summary>
/// <param name="DisplayName">The text that is shown instead of the URL.</param>
/// <param name="SortOrder">Higher comes first.</param>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "", int SortOrder = 0);

/// <summary>Storage that an instance sees.</summary>
/// <param name="Source">The host's path, or the volume's name.</param>
/// <param name="Target">The path inside.</param>
/// <param name="MountType"><c>bind</c> or <c>volume</c>.</param>
/// <param name="IsReadOnly">Whether it may only be read.</param>
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);

/// <summary>How an instance relates to a resource.</summary>
/// <param name="ResourceName">The resource.</param>
/// <param name="Type">The kind of relation.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);

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

/// <summary>A command as people see it.</summary>
/// <param name="Name">The command's name.</param>
/// <param name="State">Whether it can be used now.</param>
/// <param name="DisplayName">The name that people see.</param>
/// <param name="DisplayDescription">What it does.</param>
/// <param name="Parameter">Not used any more.</param>
/// <param name="ConfirmationMessage">A question to be answered first.</param>
/// <param name="IconName">A Fluent UI icon.</param>
/// <param name="IconVariant">The icon's variant.</param>
/// <param name="IsHighlighted">Whether it stands beside the resource rather than in its menu.</param>
public sealed record ResourceCommandSnapshot(
    string Name, ResourceCommandState State, string DisplayName, string? DisplayDescription, object? Parameter,
    string? ConfirmationMessage, string? IconName, IconVariant? IconVariant, bool IsHighlighted)
{
    /// <summary>What must be given when the command is used.</summary>
    public IReadOnlyList<InteractionInput>? Arguments { get; init; }

    /// <summary>Who may see the command.</summary>
    public ResourceCommandVisibility Visibility { get; init; } = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api;
}
