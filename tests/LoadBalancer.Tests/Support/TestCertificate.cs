using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>A certificate that is its own authority, and the files it may stand in.</summary>
internal sealed class TestCertificate
{
    private readonly X509Certificate2 _certificate;

    public TestCertificate(params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        Array.ForEach(names, alternatives.AddDnsName);
        request.CertificateExtensions.Add(alternatives.Build());
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    public string Thumbprint => _certificate.Thumbprint;

    private string Key => _certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    /// <summary>As a server in this process takes it.</summary>
    public X509Certificate2 WithKey() => X509CertificateLoader.LoadPkcs12(_certificate.Export(X509ContentType.Pkcs12), password: null);

    public void WritePem(string certificate, string key)
    {
        File.WriteAllText(certificate, _certificate.ExportCertificatePem());
        File.WriteAllText(key, Key);
    }

    public string WritePem(string path)
    {
        File.WriteAllText(path, $"{_certificate.ExportCertificatePem()}\n{Key}\n");
        return path;
    }

    public string WriteEncryptedPem(string path, string password)
    {
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        File.WriteAllText(path, $"{_certificate.ExportCertificatePem()}\n{_certificate.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(password, parameters)}\n");
        return path;
    }

    public string WritePfx(string path, string password)
    {
        File.WriteAllBytes(path, _certificate.Export(X509ContentType.Pkcs12, password));
        return path;
    }
}
