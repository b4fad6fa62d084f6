using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Mesh.Consul.Tests.Http;

public sealed class TlsTests : IDisposable
{
    private readonly CertificateFolder _files = new();
    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_sides_show_certificates_of_the_same_authority()
    {
        string? subject = null;
        await using var fake = await FakeConsul.StartAsync(
            context =>
            {
                subject = context.Connection.ClientCertificate?.Subject;
                return FakeConsul.AnswerAsync(context, StatusCodes.Status200OK, "\"127.0.0.1:8300\"");
            },
            listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = _files.Server;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => certificate.Issuer == _files.Server.Issuer;
            }));
        using var client = fake.CreateClient(
            new() { CaCertificate = _files.Authority, ClientCertificate = _files.ClientCertificate, ClientKey = _files.ClientKey });

        await client.Status.LeaderAsync(_cancelled);

        Assert.Equal("CN=client", subject);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_not_accepted()
    {
        await using var fake = await FakeConsul.StartAsync(_ => Task.CompletedTask, listen => listen.UseHttps(_files.Server));
        using var client = fake.CreateClient();

        Assert.Equal(ConsulFailure.Tls, (await Assert.ThrowsAsync<ConsulException>(() => client.Status.LeaderAsync(_cancelled))).Failure);
    }

    public void Dispose() => _files.Dispose();
}
