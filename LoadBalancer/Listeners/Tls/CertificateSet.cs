using System.Collections.Frozen;

namespace Mesh.LoadBalancer.Listeners.Tls;

/// <summary>The certificates in use at one moment. Immutable.</summary>
internal sealed class CertificateSet : IDisposable
{
    private readonly IReadOnlyList<ServerCertificate> _all;
    private readonly FrozenDictionary<string, ServerCertificate> _byName;

    /// <param name="all">At least one; the first is for clients that ask for no name, or for one that none is for.</param>
    public CertificateSet(IReadOnlyList<ServerCertificate> all)
    {
        _all = all;
        _byName = all.SelectMany(certificate => certificate.Names.Select(name => (name, certificate)))
            .DistinctBy(entry => entry.name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(entry => entry.name, entry => entry.certificate, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<ServerCertificate> All => _all;

    /// <summary>The certificate for a name: its own, else the wildcard's for its domain (one label: RFC 9525, 6.3), else the first.</summary>
    public ServerCertificate Find(string name)
    {
        if (_byName.TryGetValue(name, out var found))
        {
            return found;
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _byName.TryGetValue($"*{name[dot..]}", out found) ? found : _all[0];
    }

    public void Dispose()
    {
        foreach (var certificate in _all)
        {
            certificate.Dispose();
        }
    }
}
