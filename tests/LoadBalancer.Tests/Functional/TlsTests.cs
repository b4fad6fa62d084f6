using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class TlsTests(SharedConsul consul) : MeshTest(consul)
{
    private readonly TestFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task Requests_over_TLS_are_answered_in_the_version_the_client_wants_and_the_instance_learns_the_scheme(int major, int minor)
    {
        await AddInstanceAsync(context => context.Response.WriteAsync(context.Request.Headers["X-Forwarded-Proto"].ToString()));
        var balancer = await StartWithTlsAsync(new TestCertificate("localhost").WritePem(_folder.File("a.pem")));
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
        using var request = new HttpRequestMessage(HttpMethod.Get, balancer.SecureAddress)
        {
            Version = new(major, minor),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var answer = await client.SendAsync(request, Cancelled);

        Assert.Equal((new Version(major, minor), "https"), (answer.Version, await answer.Content.ReadAsStringAsync(Cancelled)));
    }

    [Fact]
    public async Task Each_name_gets_its_own_certificate()
    {
        var (first, second) = (new TestCertificate("a.example"), new TestCertificate("*.b.example"));
        first.WritePem(_folder.File("1.pem"));
        second.WritePem(_folder.File("2.pem"));
        var balancer = await StartWithTlsAsync(_folder.Path);

        Assert.Equal(first.Thumbprint, await HandshakeAsync(balancer, "a.example"));
        Assert.Equal(second.Thumbprint, await HandshakeAsync(balancer, "www.b.example"));
        Assert.Equal(first.Thumbprint, await HandshakeAsync(balancer, "unknown.example"));
    }

    [Fact]
    public async Task A_changed_certificate_is_in_use_without_a_restart_and_a_bad_one_leaves_the_last_good_one()
    {
        var file = _folder.File("site.pem");
        var (first, second, third) = (new TestCertificate("a.example"), new TestCertificate("a.example"), new TestCertificate("a.example"));
        first.WritePem(file);
        var balancer = await StartWithTlsAsync(file);
        Assert.Equal(first.Thumbprint, await HandshakeAsync(balancer, "a.example"));

        second.WritePem(file);
        await UntilAsync(balancer, second);
        await File.WriteAllTextAsync(file, "half a certifi", Cancelled);
        Assert.Equal(second.Thumbprint, await HandshakeAsync(balancer, "a.example"));
        third.WritePem(file);
        await UntilAsync(balancer, third);
    }

    [Theory]
    [InlineData("GET", "/a%20b/c?d=e%2Ff", "localhost:1", "https://localhost:8443/a%20b/c?d=e%2Ff")]
    [InlineData("POST", "/", "[::1]:1", "https://[::1]:8443/")]
    [InlineData("GET", "/x", "shop.example", "https://shop.example:8443/x")]
    public async Task Without_TLS_a_request_is_sent_there_when_that_is_wanted(string method, string target, string host, string location)
    {
        var balancer = await StartBalancerAsync("--LoadBalancer:Tls:Redirect=true", "--LoadBalancer:Tls:RedirectPort=8443");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new(method), new Uri(balancer.Address, target)) { Headers = { Host = host } };

        using var answer = await client.SendAsync(request, Cancelled);

        Assert.Equal((HttpStatusCode.PermanentRedirect, location), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_request_that_a_trusted_proxy_took_over_TLS_is_not_sent_there_again()
    {
        var instance = await AddInstanceAsync();
        var balancer = await StartBalancerAsync(
            "--LoadBalancer:Tls:Redirect=true", "--LoadBalancer:Tls:RedirectPort=443", "--LoadBalancer:Forwarded:TrustedProxies=127.0.0.1");
        using var request = new HttpRequestMessage(HttpMethod.Get, balancer.Address) { Headers = { { "X-Forwarded-Proto", "https" } } };

        using var answer = await balancer.Client.SendAsync(request, Cancelled);

        Assert.Equal(instance.Name, await answer.Content.ReadAsStringAsync(Cancelled));
    }

    private Task<Balancer> StartWithTlsAsync(string certificate) => StartBalancerAsync(
        "--LoadBalancer:HttpsUrl=https://127.0.0.1:0", $"--LoadBalancer:Tls:Certificate={certificate}", "--LoadBalancer:Tls:CheckInterval=00:00:00.1",
        "--Logging:LogLevel:Default=None");

    private static async Task UntilAsync(Balancer balancer, TestCertificate certificate)
    {
        var seen = "";
        await Eventually.Async(
            async () => (seen = await HandshakeAsync(balancer, "a.example")) == certificate.Thumbprint, Deadline, "The new certificate should be in use", () => seen);
    }

    private static async Task<string> HandshakeAsync(Balancer balancer, string name)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(balancer.SecureAddress.Host, balancer.SecureAddress.Port, Cancelled);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(
            new() { TargetHost = name, RemoteCertificateValidationCallback = (_, _, _, _) => true, EnabledSslProtocols = SslProtocols.None }, Cancelled);
        return tls.RemoteCertificate!.GetCertHashString();
    }
}
