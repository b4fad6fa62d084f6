using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aspire.Hosting;

/// <summary>What was entered, in the order in which it was asked for. Names are compared regardless of case.</summary>
public sealed class InteractionInputCollection : IReadOnlyList<InteractionInput>
{
    private readonly IReadOnlyList<InteractionInput> _inputs;
    private readonly Dictionary<string, InteractionInput> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A collection of inputs.</summary>
    /// <exception cref="InvalidOperationException">Two have the same name.</exception>
    public InteractionInputCollection(IReadOnlyList<InteractionInput> inputs)
    {
        _inputs = inputs ?? throw new ArgumentNullException(nameof(inputs));
        foreach (var input in inputs)
        {
            if (!_byName.TryAdd(input.Name, input))
            {
                throw new InvalidOperationException($"Two inputs are named '{input.Name}'.");
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _inputs.Count;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => _inputs.Select(input => input.Name);

    /// <summary>The input at a position.</summary>
    public InteractionInput this[int index] => _inputs[index];

    /// <summary>The input of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public InteractionInput this[string name] => TryGetByName(name, out var input)
        ? input
        : throw new KeyNotFoundException($"There is no input '{name}'; there are: {string.Join(", ", Names)}.");

    /// <summary>Finds an input by its name.</summary>
    public bool TryGetByName(string name, [NotNullWhen(true)] out InteractionInput? input) => _byName.TryGetValue(name, out input);

    /// <summary>Whether there is an input of that name.</summary>
    public bool ContainsName(string name) => _byName.ContainsKey(name);

    /// <summary>A value as text; <see langword="null"/> when nothing was entered.</summary>
    public string? GetString(string name) => this[name].Value;

    /// <summary>A value as a whole number.</summary>
    public int? GetInt32(string name) => GetString(name) is { Length: > 0 } text ? int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture) : null;

    /// <summary>A value as a number.</summary>
    public double? GetDouble(string name) => GetString(name) is { Length: > 0 } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    /// <summary>A value as yes or no.</summary>
    public bool? GetBoolean(string name) => GetString(name) is { Length: > 0 } text ? bool.Parse(text) : null;

    /// <inheritdoc/>
    public IEnumerator<InteractionInput> GetEnumerator() => _inputs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
