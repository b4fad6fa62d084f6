using Mesh.Registrar.Configuration;

namespace Mesh.Registrar.Reconciliation;

/// <summary>
/// The mark by which this registrar knows its entries: <see cref="RegistrarSettings.Id"/> where it is given. Otherwise, where Docker is the
/// only source, the engine's id: it stays when the host is renamed, and when the registrar's own container is made anew under another name.
/// Otherwise <see cref="RegistrarSettings.Host"/>.
/// </summary>
internal sealed class RegistrarIdentity
{
    private readonly string _host;
    private volatile string? _owner;

    /// <param name="settings">What is given.</param>
    /// <param name="isEngine">Whether the engine's id is taken where nothing is.</param>
    public RegistrarIdentity(RegistrarSettings settings, bool isEngine)
    {
        _host = settings.Host;
        _owner = settings.Id ?? (isEngine ? null : _host);
    }

    /// <summary>The mark; null until the engine told its id. Before that nothing may be compared, let alone written.</summary>
    public string? Owner => _owner;

    /// <summary>
    /// The engine told its id, or that it has none. It counts where no other mark is known yet: within one run the mark never changes.
    /// </summary>
    public void Learn(string? engine) => _owner ??= string.IsNullOrEmpty(engine) ? _host : engine;
}
