using System.Diagnostics;
using System.Globalization;
using Mesh.Bench.Propagation;
using Mesh.Bench.Servers;
using Mesh.Consul;
using Mesh.Tests.Kit;

namespace Mesh.Bench.Registration;

/// <summary>Starts containers one after the other, each a service of its own with its own route.</summary>
internal sealed class ContainerStarts(DockerDaemon docker, MeshServer mesh)
{
    private const int Starts = 10;
    private const int WarmUps = 3;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private int _containers;

    /// <summary>Ten starts, after three that do not count.</summary>
    public async Task<IReadOnlyList<ContainerStart>> MeasureAsync(IRegistrar registrar, CancellationToken cancellationToken)
    {
        await using var running = await registrar.StartAsync(docker.Host, mesh.ConsulAddress, cancellationToken, $"-ip={docker.Address}");
        var starts = new List<ContainerStart>();
        for (var i = 0; i < WarmUps + Starts; i++)
        {
            starts.Add(await MeasureAsync($"web-{_containers++}", cancellationToken));
        }

        return starts[WarmUps..];
    }

    private async Task<ContainerStart> MeasureAsync(string name, CancellationToken cancellationToken)
    {
        await docker.RunAsync(
            "create", "--name", name, "--publish", "80", "--env", $"SERVICE_NAME={name}", "--env", $"SERVICE_TAGS=urlprefix-/{name} strip=/{name}", BusyboxImage.Name,
            "sh", "-c", $"mkdir /www; echo -n {name} >/www/index.html; exec httpd -f -p 80 -h /www");
        using var prober = new Prober(mesh.Address, Step);
        var called = DateTimeOffset.UtcNow;
        var since = Stopwatch.GetTimestamp();
        var start = docker.RunAsync("start", name);
        var listed = UntilListedAsync(name, since, cancellationToken);
        var answered = await prober.UntilAnsweredAsync($"/{name}/", name, since, cancellationToken);
        await start;
        var running = DateTimeOffset.Parse(await docker.RunAsync("inspect", "--format", "{{.State.StartedAt}}", name), CultureInfo.InvariantCulture);
        await docker.RunAsync("rm", "--force", name);
        // Registrator leaves behind what it has not yet taken out when it is stopped.
        await Eventually.Async(async () => await InstancesAsync(name, cancellationToken) is [], Limit, $"{name} should be gone from Consul");
        return new(running - called, await listed, answered);
    }

    private async Task<TimeSpan> UntilListedAsync(string service, long since, CancellationToken cancellationToken)
    {
        while (await InstancesAsync(service, cancellationToken) is not [{ Status: CheckStatus.Passing }])
        {
            await Task.Delay(Step, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(since);
    }

    private async Task<IReadOnlyList<ServiceInstance>> InstancesAsync(string service, CancellationToken cancellationToken) =>
        (await mesh.Consul.Health.ServiceAsync(service, cancellationToken: cancellationToken)).Value;
}
