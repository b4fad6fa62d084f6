using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fact for people.</summary>
/// <param name="Name">Its name, with dots between its parts.</param>
/// <param name="Value">Its value.</param>
[DebuggerDisplay("{Value}", Name = "{Name}")]
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether the value is to be masked wherever it is shown.</summary>
    public bool IsSensitive { get; init; }
}
