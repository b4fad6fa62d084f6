using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Mesh.Bench.Processes;
using Mesh.Consul;
using Mesh.Tests.Kit;

namespace Mesh.Bench.Servers;

/// <summary>The load balancer, Release-built and on its own, with a real Consul of its own.</summary>
internal sealed class MeshServer(ConsulServer consul, int port) : IAsyncDisposable
{
    private ServerProcess? _server;
    private Uri? _health;

    public int ProcessId => _server!.Id;

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    public Uri ConsulAddress => consul.Address;

    public IConsulClient Consul { get; } = ConsulClient.Create(new() { Address = consul.Address.ToString() });

    /// <summary>Starts Consul, but not the balancer yet.</summary>
    /// <remarks>Consul 1.8 counts the connections of a balancer that ended as long as its questions last: several starts in a row take more than the usual 200.</remarks>
    public static async Task<MeshServer> PrepareAsync() =>
        new(await ConsulServer.StartAsync("-log-level", "info", "-hcl", "limits { http_max_conns_per_client = 1000 }"), ServerProcess.FreePort());

    /// <summary>Starts the balancer and waits until it is ready: it knows all routes. It may have to ask Consul about services still.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        var admin = ServerProcess.FreePort();
        var start = new ProcessStartInfo(
            Path.GetFullPath("LoadBalancer/bin/Release/net10.0/LoadBalancer"),
            [$"--urls={Address.GetLeftPart(UriPartial.Authority)}", $"--LoadBalancer:AdminUrl=http://127.0.0.1:{admin}", "--Logging:LogLevel:Default=Warning"]);
        start.Environment["CONSUL_HTTP_ADDR"] = consul.Address.ToString();
        var began = Stopwatch.GetTimestamp();
        _health = new Uri($"http://127.0.0.1:{admin}/health");
        _server = await ServerProcess.StartAsync(ServerProcess.NewFolder(), start, _health, cancellationToken);
        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>How many services Consul has not answered the balancer about yet.</summary>
    public async Task<int> CountUnansweredAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        return (await http.GetFromJsonAsync<JsonElement>(_health, cancellationToken)).GetProperty("unanswered").GetInt32();
    }

    /// <summary>Ends the balancer; Consul stays.</summary>
    public async Task StopAsync()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Consul.Dispose();
        await consul.DisposeAsync();
    }
}
