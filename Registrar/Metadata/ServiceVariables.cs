using System.Globalization;

namespace Mesh.Registrar.Metadata;

/// <summary>
/// The <c>SERVICE_*</c> variables that hold for one port, by lower-case name without the prefix. As in registrator, <c>SERVICE_80_NAME</c>
/// holds for port 80 only and beats <c>SERVICE_NAME</c>, and an empty value counts as none.
/// </summary>
internal sealed class ServiceVariables
{
    private readonly HashSet<string> _ofThePort;

    private ServiceVariables(SortedDictionary<string, string> values, IEnumerable<string> ofThePort)
    {
        Values = values;
        _ofThePort = new(ofThePort, StringComparer.Ordinal);
    }

    /// <summary>What every variable's name begins with, in capitals.</summary>
    public const string Prefix = "SERVICE_";

    /// <summary>The variables by name; whoever reads one takes it out.</summary>
    public SortedDictionary<string, string> Values { get; }

    /// <summary>Picks the variables for <paramref name="port"/> out of an instance's environment.</summary>
    public static ServiceVariables For(IReadOnlyDictionary<string, string> environment, int port)
    {
        var general = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var ofThePort = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (variable, value) in environment.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            if (!variable.StartsWith(Prefix, StringComparison.Ordinal) || variable.Length == Prefix.Length || value.Length == 0)
            {
                continue;
            }

            var name = variable[Prefix.Length..].ToLowerInvariant();
            var underscore = name.IndexOf('_', StringComparison.Ordinal);
            if (underscore <= 0 || !int.TryParse(name.AsSpan(0, underscore), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                general[name] = value;
            }
            else if (number == port && underscore + 1 < name.Length)
            {
                ofThePort[name[(underscore + 1)..]] = value;
            }
        }

        foreach (var (name, value) in ofThePort)
        {
            general[name] = value;
        }

        return new(general, ofThePort.Keys);
    }

    /// <summary>True where the value of <paramref name="name"/> was given for this port and no other.</summary>
    public bool IsOfThePort(string name) => _ofThePort.Contains(name);
}
