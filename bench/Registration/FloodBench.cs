using System.Diagnostics;
using Mesh.Bench.Processes;
using Mesh.Bench.Servers;
using Mesh.Consul;
using Mesh.Tests.Kit;

namespace Mesh.Bench.Registration;

/// <summary>What 500 containers cost the registrar: all there at its start, doing nothing, ending and starting all at once.</summary>
internal static class FloodBench
{
    private const int Containers = 500;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var engine = await SimulatedEngine.StartAsync();
        await using var server = await ConsulServer.StartAsync("-log-level", "info");
        using var consul = ConsulClient.Create(new() { Address = server.Address.ToString() });
        using var counters = new ConsulCounters(server.Address);
        Change(engine.Start);

        var began = Stopwatch.GetTimestamp();
        await using var registrar = await RegistrarServer.StartAsync(engine.Host, server.Address, cancellationToken, "-internal");
        await UntilAsync(consul, Containers);
        Console.WriteLine($"{Containers} containers of a simulated engine, in a real Consul:");
        Print("there at the start, until all are entered (process start included)", Stopwatch.GetElapsedTime(began), ProcessTree.Cpu(registrar.ProcessId));

        var idleCpu = ProcessTree.Cpu(registrar.ProcessId);
        var idle = Stopwatch.GetTimestamp();
        var (reads, writes) = await counters.NextAsync(cancellationToken);
        var share = (ProcessTree.Cpu(registrar.ProcessId) - idleCpu) / Stopwatch.GetElapsedTime(idle);
        Console.WriteLine(FormattableString.Invariant($"  ten idle seconds, by Consul's own count: {reads} comparisons, {writes} writes; {share:0.0%} of a core"));

        await MeasureAsync("all end at once, until none is entered", engine.End, 0);
        await MeasureAsync("all start at once, until all are entered", engine.Start, Containers);
        Console.WriteLine(FormattableString.Invariant($"  resident memory {ProcessTree.ResidentMebibytes(registrar.ProcessId):0} MiB"));

        async Task MeasureAsync(string what, Action<int> change, int expected)
        {
            var cpu = ProcessTree.Cpu(registrar.ProcessId);
            var changed = Stopwatch.GetTimestamp();
            Change(change);
            await UntilAsync(consul, expected);
            Print(what, Stopwatch.GetElapsedTime(changed), ProcessTree.Cpu(registrar.ProcessId) - cpu);
        }
    }

    private static void Change(Action<int> change)
    {
        for (var i = 0; i < Containers; i++)
        {
            change(i);
        }
    }

    private static Task UntilAsync(IConsulClient consul, int count) =>
        Eventually.Async(async () => (await consul.Agent.ServicesAsync()).Count == count, Limit, $"Consul should hold {count} entries");

    private static void Print(string what, TimeSpan took, TimeSpan cpu) =>
        Console.WriteLine(FormattableString.Invariant($"  {what}: {took.TotalSeconds:0.00} s, CPU {cpu.TotalSeconds:0.00} s"));
}
