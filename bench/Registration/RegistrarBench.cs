using Mesh.Bench.Propagation;
using Mesh.Bench.Servers;
using Mesh.Tests.Kit;

namespace Mesh.Bench.Registration;

/// <summary>
/// What the registrar takes: from <c>docker start</c> to Consul and to the first request through the balancer, on a real engine; and with 500 containers, of
/// a simulated one.
/// </summary>
internal static class RegistrarBench
{
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        if ((DockerDaemon.MissingReason ?? BusyboxImage.MissingReason) is { } missing)
        {
            Console.WriteLine($"Without real containers: {missing}");
        }
        else
        {
            await MeasureStartsAsync(cancellationToken);
        }

        await FloodBench.RunAsync(cancellationToken);
    }

    private static async Task MeasureStartsAsync(CancellationToken cancellationToken)
    {
        await using var docker = await DockerDaemon.StartAsync();
        await BusyboxImage.ImportAsync(docker);
        await using var mesh = await MeshServer.PrepareAsync();
        await mesh.StartAsync(cancellationToken);
        await using var registrar = await RegistrarServer.StartAsync(docker.Host, mesh.ConsulAddress, cancellationToken, $"-ip={docker.Address}");
        var starts = await ContainerStarts.MeasureAsync(docker, mesh, cancellationToken);
        Console.WriteLine($"A container's start, {starts.Count} times, in ms (Docker, Consul, registrar, balancer and the asking on this machine):");
        Print("docker start, until the container runs", starts.Select(start => start.Running));
        Print("docker start, until Consul lists it", starts.Select(start => start.Listed));
        Print("docker start, until it answers a request", starts.Select(start => start.Answered));
        Print("from its running until Consul lists it", starts.Select(start => start.Listed - start.Running));
        Print("from its running until it answers", starts.Select(start => start.Answered - start.Running));
    }

    private static void Print(string what, IEnumerable<TimeSpan> durations)
    {
        var times = new Times(durations);
        Console.WriteLine(FormattableString.Invariant($"  {what,-42} p50 {times.P50,6:0.0}  longest {times.Longest,6:0.0}"));
    }
}
