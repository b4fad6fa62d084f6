using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.LoadBalancer.Listeners.Tls;

/// <summary>A certificate with its key and the chain that goes with it.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private readonly X509Certificate2 _leaf;
    private readonly X509Certificate2Collection _chain;

    public ServerCertificate(X509Certificate2 leaf, X509Certificate2Collection chain)
    {
        _leaf = leaf;
        _chain = chain;
        Names = NamesOf(leaf);
        ExpiresAt = leaf.NotAfter.ToUniversalTime();

        // Offline: the chain is what the files say; a start waits for no other machine.
        Context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    /// <summary>The names it is for; one may begin with <c>*.</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    public DateTimeOffset ExpiresAt { get; }

    public SslStreamCertificateContext Context { get; }

    public void Dispose()
    {
        _leaf.Dispose();
        foreach (var certificate in _chain)
        {
            certificate.Dispose();
        }
    }

    private static List<string> NamesOf(X509Certificate2 leaf)
    {
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames()).ToList();
        return names.Count > 0 ? names : [leaf.GetNameInfo(X509NameType.DnsName, forIssuer: false)];
    }
}
