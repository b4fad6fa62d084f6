using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Hosting.Consul.Security;

/// <summary>An authority of this run's own, and the certificate that all members of its Consul show, as PEM files.</summary>
internal sealed record ConsulCertificates(string Authority, string Certificate, string Key)
{
    // Consul's servers show this name to each other when verify_server_hostname is on.
    private const string ServerName = "server.dc1.consul";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Makes both in a folder that only this user can read. The authority's key is not kept.</summary>
    public static ConsulCertificates Create(string folder, IEnumerable<IPAddress> addresses)
    {
        var now = DateTimeOffset.UtcNow;
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Mesh's Consul", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        using var authority = request.CreateSelfSigned(now.AddHours(-1), now + Lifetime);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request(key, addresses).Create(authority, now.AddHours(-1), now + Lifetime, RandomNumberGenerator.GetBytes(16));
        return new(
            Write(folder, "ca.pem", authority.ExportCertificatePem()),
            Write(folder, "consul.pem", certificate.ExportCertificatePem()),
            Write(folder, "consul-key.pem", key.ExportPkcs8PrivateKeyPem()));
    }

    private static CertificateRequest Request(ECDsa key, IEnumerable<IPAddress> addresses)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(ServerName);
        names.AddDnsName("localhost");
        foreach (var address in addresses)
        {
            names.AddIpAddress(address);
        }

        var request = new CertificateRequest($"CN={ServerName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], critical: false));
        return request;
    }

    private static string Write(string folder, string name, string text) => PrivateFile.Write(Path.Combine(folder, name), text);
}
