using System.Diagnostics;

namespace Aspire.Hosting;

/// <summary>Something to be entered.</summary>
[DebuggerDisplay("{Name} = {Value}")]
public sealed class InteractionInput
{
    /// <summary>The name, unique among its neighbours.</summary>
    public required string Name { get; init; }

    /// <summary>The name that people see. Default: <see cref="Name"/>.</summary>
    public string? Label { get; init; }

    /// <summary>What it is for, for people.</summary>
    public string? Description { get; init; }

    /// <summary>What may be entered.</summary>
    public required InputType InputType { get; init; }

    /// <summary>Whether it may not be left empty.</summary>
    public bool Required { get; init; }

    /// <summary>With <see cref="InputType.Choice"/>, the values and the texts that people see.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Options { get; init; }

    /// <summary>What was entered; before that, what is suggested.</summary>
    public string? Value { get; set; }

    /// <summary>An example that is shown while nothing was entered.</summary>
    public string? Placeholder { get; set; }

    /// <summary>The most characters that may be entered.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether nothing can be entered now.</summary>
    public bool Disabled { get; set; }

    internal string DisplayName => Label ?? Name;

    internal InteractionInput WithValue(string? value) => new()
    {
        Name = Name,
        Label = Label,
        Description = Description,
        InputType = InputType,
        Required = Required,
        Options = Options,
        Value = value,
        Placeholder = Placeholder,
        MaxLength = MaxLength,
        Disabled = Disabled,
    };
}
