namespace Mesh.Dashboard.Resources;

/// <summary>How a command ended.</summary>
/// <param name="Succeeded">Whether it did what it was asked.</param>
/// <param name="Message">What went wrong, or how it went.</param>
public sealed record CommandOutcome(bool Succeeded, string? Message = null)
{
    /// <summary>Whether it was cancelled.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>What is wrong with what was entered, by <see cref="CommandInput.Name"/>. When there is any, the command did not run.</summary>
    public IReadOnlyDictionary<string, string> InputErrors { get; init; } = new Dictionary<string, string>();
}
