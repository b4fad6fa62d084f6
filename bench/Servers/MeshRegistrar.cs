using System.Diagnostics;
using Mesh.Bench.Processes;

namespace Mesh.Bench.Servers;

/// <summary>The registrar, Release-built. It is started once its first full sync is done, and told to stop takes its entries out.</summary>
internal sealed class MeshRegistrar : IRegistrar
{
    public string Name => "Mesh";

    public Task<ServerProcess> StartAsync(string dockerHost, Uri consul, CancellationToken cancellationToken, params string[] options)
    {
        var url = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        var start = new ProcessStartInfo(Path.GetFullPath("Registrar/bin/Release/net10.0/Registrar"), [$"--urls={url}", .. options, $"consul://{consul.Authority}"]);
        start.Environment["DOCKER_HOST"] = dockerHost;
        return ServerProcess.StartAsync(ServerProcess.NewFolder(), start, new Uri($"{url}/health"), cancellationToken);
    }
}
