using System.Diagnostics;
using Mesh.Bench.Processes;
using Mesh.Bench.Propagation;
using Mesh.Bench.Servers;
using Mesh.Consul;
using Mesh.Tests.Kit;

namespace Mesh.Bench.Registration;

/// <summary>What 500 containers cost the registrars, in turns: all there at the start, doing nothing, ending and starting all at once.</summary>
internal static class FloodBench
{
    private const int Containers = 500;
    private const int Rounds = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(IReadOnlyList<IRegistrar> registrars, CancellationToken cancellationToken)
    {
        var floods = registrars.ToDictionary(registrar => registrar, _ => new List<Flood>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var registrar in registrars)
            {
                floods[registrar].Add(await MeasureAsync(registrar, cancellationToken));
            }
        }

        Console.WriteLine($"{Containers} containers of a simulated engine, in a real Consul; medians of {Rounds}:");
        foreach (var (registrar, all) in floods)
        {
            Console.WriteLine($"{registrar.Name}:");
            Print("there at the start, until all are entered (process start included)", all.Select(flood => flood.There));
            Print("all end at once, until none is entered", all.Select(flood => flood.End));
            Print("all start at once, until all are entered", all.Select(flood => flood.Start));
            Console.WriteLine(FormattableString.Invariant($"  resident memory {all.Select(flood => flood.Mebibytes).Order().ElementAt(Rounds / 2):0} MiB"));
        }
    }

    public static async Task MeasureIdleAsync(IRegistrar registrar, CancellationToken cancellationToken)
    {
        await using var engine = await SimulatedEngine.StartAsync();
        await using var server = await ConsulServer.StartAsync("-log-level", "info");
        using var consul = ConsulClient.Create(new() { Address = server.Address.ToString() });
        using var counters = new ConsulCounters(server.Address);
        Change(engine.Start);
        await using var running = await registrar.StartAsync(engine.Host, server.Address, cancellationToken, "-internal");
        await WrongAfterAsync(consul, Containers, cancellationToken);

        var cpu = ProcessTree.Cpu(running.Id);
        var began = Stopwatch.GetTimestamp();
        var (reads, writes, logEntries) = await counters.NextAsync(cancellationToken);
        var share = (ProcessTree.Cpu(running.Id) - cpu) / Stopwatch.GetElapsedTime(began);
        Console.WriteLine(FormattableString.Invariant(
            $"{registrar.Name}, ten idle seconds, by Consul's own count: {reads} comparisons, {writes} writes, its log grew by {logEntries}; {share:0.0%} of a core"));
    }

    private static async Task<Flood> MeasureAsync(IRegistrar registrar, CancellationToken cancellationToken)
    {
        await using var engine = await SimulatedEngine.StartAsync();
        await using var server = await ConsulServer.StartAsync("-log-level", "info");
        using var consul = ConsulClient.Create(new() { Address = server.Address.ToString() });
        Change(engine.Start);

        var began = Stopwatch.GetTimestamp();
        await using var running = await registrar.StartAsync(engine.Host, server.Address, cancellationToken, "-internal");
        var wrong = await WrongAfterAsync(consul, Containers, cancellationToken);
        var there = new Cost(Stopwatch.GetElapsedTime(began), ProcessTree.Cpu(running.Id), wrong);
        if (registrar is not MeshRegistrar)
        {
            // Registrator's client does not take the simulated engine's events: why is not found.
            return new(there, null, null, ProcessTree.ResidentMebibytes(running.Id));
        }

        return new(there, await MeasureAsync(engine.End, 0), await MeasureAsync(engine.Start, Containers), ProcessTree.ResidentMebibytes(running.Id));

        async Task<Cost> MeasureAsync(Action<int> change, int expected)
        {
            var cpu = ProcessTree.Cpu(running.Id);
            var changed = Stopwatch.GetTimestamp();
            Change(change);
            var wrong = await WrongAfterAsync(consul, expected, cancellationToken);
            return new(Stopwatch.GetElapsedTime(changed), ProcessTree.Cpu(running.Id) - cpu, wrong);
        }
    }

    private static void Change(Action<int> change)
    {
        for (var i = 0; i < Containers; i++)
        {
            change(i);
        }
    }

    private static async Task<int> WrongAfterAsync(IConsulClient consul, int expected, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        int wrong;
        while ((wrong = Math.Abs((await consul.Agent.ServicesAsync(cancellationToken: cancellationToken)).Count - expected)) > 0 && Stopwatch.GetElapsedTime(began) < Limit)
        {
            await Task.Delay(20, cancellationToken);
        }

        return wrong;
    }

    private static void Print(string what, IEnumerable<Cost?> measured)
    {
        var costs = measured.OfType<Cost>().ToList();
        if (costs is [])
        {
            return;
        }

        var time = new Times(costs.Select(cost => cost.Time)).P50 / 1000;
        var cpu = new Times(costs.Select(cost => cost.Cpu)).P50 / 1000;
        var wrong = string.Join(", ", costs.Select(cost => cost.Wrong));
        Console.WriteLine(FormattableString.Invariant($"  {what}: {time:0.00} s, CPU {cpu:0.00} s; entries wrong then: {wrong}"));
    }
}
