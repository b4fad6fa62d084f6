using System.Diagnostics;
using Mesh.Bench.Processes;

namespace Mesh.Bench.Servers;

/// <summary>gliderlabs/registrator, with its defaults or with a resync every so many seconds. Nothing tells when its first sync is done.</summary>
internal sealed class Registrator(string program, int? resync = null) : IRegistrar
{
    private readonly string[] _options = resync is { } seconds ? ["-resync", $"{seconds}"] : [];

    public string Name => string.Join(' ', ["registrator", .. _options]);

    public Task<ServerProcess> StartAsync(string dockerHost, Uri consul, CancellationToken cancellationToken, params string[] options)
    {
        var start = new ProcessStartInfo(program, [.. _options, .. options, $"consul://{consul.Authority}"]);
        start.Environment["DOCKER_HOST"] = dockerHost;
        return ServerProcess.StartAsync(ServerProcess.NewFolder(), start, new Uri(consul, "/v1/status/leader"), cancellationToken);
    }
}
