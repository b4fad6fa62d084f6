namespace Mesh.Dashboard.Resources;

/// <summary>Something to be entered for a command.</summary>
/// <param name="Name">Its name, unique within the command.</param>
/// <param name="Label">What people see.</param>
/// <param name="Kind">What may be entered.</param>
public sealed record CommandInput(string Name, string Label, CommandInputKind Kind)
{
    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it may not be left empty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What is suggested.</summary>
    public string? Value { get; init; }

    /// <summary>An example, shown while nothing is entered.</summary>
    public string? Placeholder { get; init; }

    /// <summary>With <see cref="CommandInputKind.Choice"/>, the values and the texts that people see.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Choices { get; init; } = [];

    /// <summary>The most characters that may be entered.</summary>
    public int? MaxLength { get; init; }
}
