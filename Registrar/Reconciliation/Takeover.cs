using System.Text.RegularExpressions;
using Mesh.Registrar.Configuration;

namespace Mesh.Registrar.Reconciliation;

/// <summary>
/// Tells the entries that registrator left when this program took its place: nobody's mark, and registrator's id,
/// <c>host:container:port[:udp]</c>, with this registrar's host.
/// </summary>
/// <param name="settings">
/// Called as registrator is, with a registry URI, the registrar overwrites such an entry where it wants its id, as registrator would have;
/// with <see cref="RegistrarSettings.Cleanup"/> it also removes those that nothing wants.
/// </param>
internal sealed partial class Takeover(RegistrarSettings settings)
{
    private readonly string _host = $"{settings.Host}:";

    /// <summary>Whether the entry may be overwritten.</summary>
    public bool Overwrites(RegisteredEntry entry) => (settings.Registry is not null || settings.Cleanup) && IsLeft(entry);

    /// <summary>Whether the entry is removed where nothing wants it.</summary>
    public bool Removes(RegisteredEntry entry) => settings.Cleanup && IsLeft(entry);

    private bool IsLeft(RegisteredEntry entry) =>
        !entry.IsOwned && entry.OwnId.StartsWith(_host, StringComparison.Ordinal) && Rest().IsMatch(entry.OwnId.AsSpan(_host.Length));

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.-]+:[0-9]+(:udp)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Rest();
}
