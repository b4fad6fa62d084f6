namespace Aspire.Hosting.Docker;

/// <summary>A variable that the Compose file leaves to <c>.env</c>.</summary>
public sealed class CapturedEnvironmentVariable
{
    /// <summary>Its name there.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for: the comment above it.</summary>
    public string? Description { get; set; }
}
