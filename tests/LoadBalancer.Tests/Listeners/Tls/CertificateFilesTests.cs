using Mesh.LoadBalancer.Listeners.Tls;
using Mesh.LoadBalancer.Tests.Support;

namespace Mesh.LoadBalancer.Tests.Listeners.Tls;

public sealed class CertificateFilesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("site.crt", "site.key")]
    [InlineData("site.pem", "site-key.pem")]
    [InlineData("fullchain.pem", "privkey.pem")]
    [InlineData("both.pem", "both.pem")]
    public void A_PEMs_key_is_found_in_it_or_beside_it(string certificate, string key)
    {
        var written = new TestCertificate("shop.example");
        if (certificate == key)
        {
            written.WritePem(_folder.File(certificate));
        }
        else
        {
            written.WritePem(_folder.File(certificate), _folder.File(key));
        }

        using var set = Load(_folder.File(certificate));

        Assert.Equal(written.Thumbprint, Thumbprint(set.Find("shop.example")));
    }

    [Fact]
    public void A_key_elsewhere_is_taken_when_it_is_named()
    {
        var written = new TestCertificate("shop.example");
        written.WritePem(_folder.File("a.crt"), _folder.File("z.secret"));

        using var set = CertificateFiles.Load(new() { Certificate = _folder.File("a.crt"), Key = _folder.File("z.secret") });

        Assert.Equal(written.Thumbprint, Thumbprint(Assert.Single(set.All)));
    }

    [Fact]
    public void PFX_and_encrypted_keys_open_with_the_password()
    {
        var (pfx, pem) = (new TestCertificate("a.example"), new TestCertificate("b.example"));
        var paths = $"{pfx.WritePfx(_folder.File("a.pfx"), "secret")};{pem.WriteEncryptedPem(_folder.File("b.pem"), "secret")}";

        using var set = CertificateFiles.Load(new() { Certificate = paths, Password = "secret" });

        Assert.Equal([pfx.Thumbprint, pem.Thumbprint], set.All.Select(Thumbprint));
        Assert.Contains("'", Assert.Throws<CertificateException>(() => CertificateFiles.Load(new() { Certificate = paths, Password = "wrong" })).Message);
    }

    [Fact]
    public void Of_a_folder_every_certificate_with_a_key_is_taken_and_chains_and_keys_alone_are_not()
    {
        new TestCertificate("a.example").WritePem(_folder.File("a.crt"), _folder.File("a.key"));
        new TestCertificate("b.example").WritePem(_folder.File("b.pem"));
        new TestCertificate("authority.example").WritePem(_folder.File("chain.pem"), _folder.File("unrelated.key"));
        File.WriteAllText(_folder.File("readme.txt"), "no certificate");

        using var set = Load(_folder.Path);

        Assert.Equal(["a.example", "b.example"], set.All.SelectMany(certificate => certificate.Names));
    }

    [Fact]
    public void A_name_finds_its_own_certificate_then_its_domains_wildcard_then_the_first()
    {
        var paths = new[] { new[] { "first.example" }, ["*.shop.example"], ["www.shop.example", "shop.example"] }
            .Select((names, i) => new TestCertificate(names).WritePem(_folder.File($"{i}.pem")));
        using var set = Load(string.Join(';', paths));

        Assert.Equal("www.shop.example", set.Find("WWW.shop.example").Names[0]);
        Assert.Equal("www.shop.example", set.Find("shop.example").Names[0]);
        Assert.Equal("*.shop.example", set.Find("api.shop.example").Names[0]);
        Assert.Equal("first.example", set.Find("a.api.shop.example").Names[0]);
        Assert.Equal("first.example", set.Find("").Names[0]);
    }

    [Fact]
    public void What_cannot_be_used_is_named_with_the_reason()
    {
        new TestCertificate("a.example").WritePem(_folder.File("a.pem"), _folder.File("elsewhere"));
        new TestCertificate("b.example").WritePem(_folder.File("b.crt"), _folder.File("b.key"));
        new TestCertificate("other.example").WritePem(_folder.File("ignored"), _folder.File("b.key"));
        File.WriteAllText(_folder.File("c.pem"), "garbage");

        Assert.Contains("there is no file or folder", Reason("missing.pem"));
        Assert.Contains("a.key or a-key.pem", Reason("a.pem"));
        Assert.Contains("b.crt' cannot be used", Reason("b.crt"));
        Assert.Contains("c.pem' has no private key", Reason("c.pem"));

        string Reason(string file) => Assert.Throws<CertificateException>(() => Load(_folder.File(file))).Message;
    }

    [Fact]
    public void The_fingerprint_changes_with_a_certificate_or_its_key_alone()
    {
        var options = new TlsOptions { Certificate = _folder.Path };
        var first = new TestCertificate("a.example");
        first.WritePem(_folder.File("a.crt"), _folder.File("a.key"));
        var before = CertificateFiles.Fingerprint(options);

        Assert.Equal(before, CertificateFiles.Fingerprint(options));
        File.AppendAllText(_folder.File("a.key"), "\n");
        Assert.NotEqual(before, CertificateFiles.Fingerprint(options));
    }

    private static CertificateSet Load(string paths) => CertificateFiles.Load(new() { Certificate = paths });

    private static string Thumbprint(ServerCertificate certificate) => certificate.Context.TargetCertificate.Thumbprint;
}
