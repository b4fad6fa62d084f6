using System.Globalization;
using System.Text.RegularExpressions;

namespace Mesh.Registrar.Metadata;

/// <summary>
/// The variables of one instance's checks: SERVICE_CHECK_* and, for further checks, SERVICE_CHECK_2_* and so on, whose options are those of
/// SERVICE_CHECK_* where they have none of their own.
/// </summary>
internal sealed partial class CheckVariables
{
    private readonly SortedDictionary<int, Dictionary<string, string>> _groups = new() { [0] = new(StringComparer.Ordinal) };
    private readonly HashSet<(int, string)> _used = [];

    /// <summary>Takes them out of <paramref name="variables"/>.</summary>
    public CheckVariables(SortedDictionary<string, string> variables)
    {
        foreach (var (key, value) in variables.ToList())
        {
            if (Form().Match(key) is { Success: true } form
                && int.TryParse($"0{form.Groups["number"].Value}", NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                variables.Remove(key);
                (_groups.TryGetValue(number, out var group) ? group : _groups[number] = new(StringComparer.Ordinal))[form.Groups["name"].Value] = value;
            }
        }
    }

    /// <summary>The numbers of the checks, 0 first.</summary>
    public IEnumerable<int> Numbers => _groups.Keys;

    /// <summary>The names that nobody asked for, in full.</summary>
    public IEnumerable<string> Unused => _groups.SelectMany(group => group.Value.Keys.Where(name => !_used.Contains((group.Key, name))).Select(name => Name(group.Key, name)));

    /// <summary>A variable's name in full: <c>SERVICE_CHECK_2_HTTP</c>.</summary>
    public static string Name(int number, string name) => $"SERVICE_CHECK_{(number > 0 ? $"{number}_" : "")}{name.ToUpperInvariant()}";

    /// <summary>A variable of this very number; null where it is not set.</summary>
    public string? Own(int number, string name)
    {
        _used.Add((number, name));
        return _groups[number].GetValueOrDefault(name);
    }

    /// <summary>An option for the check of this number, be it its own or that for all, and where it stands.</summary>
    public (string Name, string Value)? Option(int number, string name) =>
        Own(number, name) is { } own ? (Name(number, name), own)
        : Own(0, name) is { } general ? (Name(0, name), general)
        : null;

    [GeneratedRegex(@"\Acheck_((?<number>[1-9][0-9]{0,3})_)?(?<name>.+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
