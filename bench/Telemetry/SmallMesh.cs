using System.Diagnostics;
using Mesh.Bench.Processes;
using Mesh.Consul;

namespace Mesh.Bench.Telemetry;

/// <summary>The load balancer before three instances of the demo service, Release-built, all of them telling of themselves or none.</summary>
internal sealed class SmallMesh : IAsyncDisposable
{
    private const int Instances = 3;

    private readonly List<ServerProcess> _servers = [];

    private SmallMesh(string name) => Name = name;

    public string Name { get; }

    public Uri Url { get; } = new($"http://127.0.0.1:{ServerProcess.FreePort()}/bytes/100");

    public int Balancer => _servers[^1].Id;

    public IEnumerable<int> Services => _servers.SkipLast(1).Select(server => server.Id);

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <param name="name">The service's name in Consul.</param>
    /// <param name="consul">Where Consul is.</param>
    /// <param name="telemetry">The variables by which each process learns where its telemetry goes; empty for none.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<SmallMesh> StartAsync(
        string name, Uri consul, IReadOnlyDictionary<string, string> telemetry, CancellationToken cancellationToken)
    {
        var mesh = new SmallMesh(name);
        try
        {
            using var client = ConsulClient.Create(new() { Address = consul.ToString() });
            for (var i = 1; i <= Instances; i++)
            {
                var port = ServerProcess.FreePort();
                await mesh.StartAsync("SimpleWeb", $"{name}-{i}", [$"--urls=http://127.0.0.1:{port}"], telemetry, new($"http://127.0.0.1:{port}/health"), cancellationToken);
                await client.Agent.RegisterServiceAsync(new() { Id = $"{name}-{i}", Name = name, Address = "127.0.0.1", Port = port }, cancellationToken);
            }

            await mesh.StartAsync(
                "LoadBalancer",
                $"{name}-lb",
                [
                    $"--urls={mesh.Url.GetLeftPart(UriPartial.Authority)}", $"--LoadBalancer:AdminUrl=http://127.0.0.1:{ServerProcess.FreePort()}",
                    $"--LoadBalancer:DefaultService={name}", $"--CONSUL_HTTP_ADDR={consul}",
                ],
                telemetry, mesh.Url, cancellationToken);
            return mesh;
        }
        catch
        {
            await mesh.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private async Task StartAsync(
        string program, string name, string[] arguments, IReadOnlyDictionary<string, string> telemetry, Uri answers, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path.GetFullPath($"{program}/bin/Release/net10.0/{program}"), arguments);
        foreach (var (variable, value) in telemetry)
        {
            start.Environment[variable] = value;
        }

        start.Environment["OTEL_SERVICE_NAME"] = name;
        start.Environment["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=bench";
        _servers.Add(await ServerProcess.StartAsync(ServerProcess.NewFolder(), start, answers, cancellationToken));
    }
}
