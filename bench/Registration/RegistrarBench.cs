using Mesh.Bench.Propagation;
using Mesh.Bench.Servers;
using Mesh.Tests.Kit;

namespace Mesh.Bench.Registration;

/// <summary>
/// What the registrar takes: from <c>docker start</c> to Consul and to the first request through the balancer, on a real engine; and with 500 containers, of
/// a simulated one. In turns with registrator, where there is one.
/// </summary>
internal static class RegistrarBench
{
    private const int Rounds = 2;

    /// <param name="registrator">Path of a registrator program; null where there is none.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task RunAsync(string? registrator, CancellationToken cancellationToken)
    {
        if (registrator is null)
        {
            Console.WriteLine("Without registrator: --registrator PATH measures such a program beside Mesh.");
        }

        IReadOnlyList<IRegistrar> registrars = registrator is null ? [new MeshRegistrar()] : [new MeshRegistrar(), new Registrator(registrator)];
        if ((DockerDaemon.MissingReason ?? BusyboxImage.MissingReason) is { } missing)
        {
            Console.WriteLine($"Without real containers: {missing}");
        }
        else
        {
            await MeasureStartsAsync(registrars, cancellationToken);
        }

        await FloodBench.RunAsync(registrars, cancellationToken);
        foreach (var registrar in registrator is null ? registrars : [.. registrars, new Registrator(registrator, resync: 1)])
        {
            await FloodBench.MeasureIdleAsync(registrar, cancellationToken);
        }
    }

    private static async Task MeasureStartsAsync(IReadOnlyList<IRegistrar> registrars, CancellationToken cancellationToken)
    {
        await using var docker = await DockerDaemon.StartAsync();
        await BusyboxImage.ImportAsync(docker);
        await using var mesh = await MeshServer.PrepareAsync();
        await mesh.StartAsync(cancellationToken);
        var containers = new ContainerStarts(docker, mesh);
        var starts = registrars.ToDictionary(registrar => registrar, _ => new List<ContainerStart>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var registrar in registrars)
            {
                starts[registrar].AddRange(await containers.MeasureAsync(registrar, cancellationToken));
            }
        }

        Console.WriteLine("A container's start, in ms (Docker, Consul, registrar, balancer and the asking on this machine):");
        foreach (var registrar in registrars)
        {
            Print($"{registrar.Name}, {starts[registrar].Count} times:", starts[registrar]);
        }
    }

    private static void Print(string head, IReadOnlyList<ContainerStart> starts)
    {
        Console.WriteLine(head);
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
