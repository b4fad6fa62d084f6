using System.Diagnostics;
using System.Globalization;
using Mesh.Bench.Propagation;
using Mesh.Bench.Servers;
using Mesh.Consul;
using Mesh.Tests.Kit;

namespace Mesh.Bench.Registration;

/// <summary>Starts containers one after the other, each a service of its own with its own route.</summary>
internal static class ContainerStarts
{
    private const int Starts = 20;
    private const int WarmUps = 3;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    public static async Task<IReadOnlyList<ContainerStart>> MeasureAsync(DockerDaemon docker, MeshServer mesh, CancellationToken cancellationToken)
    {
        var starts = new List<ContainerStart>();
        for (var i = 0; i < WarmUps + Starts; i++)
        {
            starts.Add(await MeasureAsync(docker, mesh, $"web-{i}", cancellationToken));
        }

        return starts[WarmUps..];
    }

    private static async Task<ContainerStart> MeasureAsync(DockerDaemon docker, MeshServer mesh, string name, CancellationToken cancellationToken)
    {
        await docker.RunAsync(
            "create", "--name", name, "--publish", "80", "--env", $"SERVICE_NAME={name}", "--env", $"SERVICE_TAGS=urlprefix-/{name} strip=/{name}", BusyboxImage.Name,
            "sh", "-c", $"mkdir /www; echo -n {name} >/www/index.html; exec httpd -f -p 80 -h /www");
        using var prober = new Prober(mesh.Address, Step);
        var called = DateTimeOffset.UtcNow;
        var since = Stopwatch.GetTimestamp();
        var start = docker.RunAsync("start", name);
        var listed = UntilListedAsync(mesh.Consul, name, since, cancellationToken);
        var answered = await prober.UntilAnsweredAsync($"/{name}/", name, since, cancellationToken);
        await start;
        var running = DateTimeOffset.Parse(await docker.RunAsync("inspect", "--format", "{{.State.StartedAt}}", name), CultureInfo.InvariantCulture);
        await docker.RunAsync("rm", "--force", name);
        return new(running - called, await listed, answered);
    }

    private static async Task<TimeSpan> UntilListedAsync(IConsulClient consul, string service, long since, CancellationToken cancellationToken)
    {
        while ((await consul.Health.ServiceAsync(service, cancellationToken: cancellationToken)).Value is not [{ Status: CheckStatus.Passing }])
        {
            await Task.Delay(Step, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(since);
    }
}
