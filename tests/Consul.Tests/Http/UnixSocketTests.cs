using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Consul.Tests.Http;

public sealed class UnixSocketTests
{
    [Fact]
    public async Task Consul_is_reached_through_a_Unix_socket()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Consul has no Unix sockets on Windows: run this test elsewhere");
        var cancelled = TestContext.Current.CancellationToken;
        var path = Path.Combine(Path.GetTempPath(), $"mesh-{Guid.NewGuid():N}.sock");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(path));
        await using var app = builder.Build();
        app.MapGet("/v1/status/leader", () => "\"127.0.0.1:8300\"");
        await app.StartAsync(cancelled);
        using var client = ConsulClient.Create(new() { Address = $"unix://{path}" });

        Assert.Equal("127.0.0.1:8300", await client.Status.LeaderAsync(cancelled));

        await app.StopAsync(cancelled);
        Assert.Equal(ConsulFailure.Refused, (await Assert.ThrowsAsync<ConsulException>(() => client.Status.LeaderAsync(cancelled))).Failure);
    }
}
