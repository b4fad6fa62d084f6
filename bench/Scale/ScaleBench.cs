using System.Diagnostics;
using Mesh.Bench.Processes;
using Mesh.Bench.Propagation;
using Mesh.Bench.Servers;

namespace Mesh.Bench.Scale;

/// <summary>What a catalogue of 1,000 services of ten instances costs beside one of ten: start, memory, connections, one change, churn.</summary>
internal static class ScaleBench
{
    private const int Instances = 10;
    private const int Changes = 50;
    private const int IdleServices = 10;
    private const int ChurnPerSecond = 100;
    private static readonly TimeSpan ChurnFor = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine(ScaleMeasurement.Head);
        foreach (var services in new[] { 10, 1000 })
        {
            Console.WriteLine(await MeasureAsync(services, cancellationToken));
        }
    }

    private static async Task<ScaleMeasurement> MeasureAsync(int services, CancellationToken cancellationToken)
    {
        await using var mesh = await MeshServer.PrepareAsync();
        await using var old = new Instance("old");
        using var catalogue = new ScaleCatalogue(mesh.ConsulAddress);
        await catalogue.FillAsync(services, Instances, old.Port, cancellationToken);
        var start = await ScaleStart.MeasureAsync(mesh, new(mesh.Address, ScaleCatalogue.PathOf(services - 1)), "old", cancellationToken);
        using var prober = new Prober(mesh.Address, Step);
        await prober.UntilAnsweredAsync(ScaleCatalogue.PathOf(0), "old", Stopwatch.GetTimestamp(), cancellationToken);

        // Services of one instance, so that the first request after a change tells.
        for (var i = 0; i <= IdleServices; i++)
        {
            await catalogue.WriteAsync(services + i, 0, old.Port, cancellationToken);
        }

        await prober.UntilAnsweredAsync(ScaleCatalogue.PathOf(services + IdleServices), "old", Stopwatch.GetTimestamp(), cancellationToken);
        await Task.Delay(Settle, cancellationToken);
        var busy = new List<TimeSpan>();
        for (var i = 0; i < Changes; i++)
        {
            busy.Add(await ReplaceAsync(catalogue, prober, services + IdleServices, cancellationToken));
        }

        var idle = new List<TimeSpan>();
        for (var i = 0; i < IdleServices; i++)
        {
            idle.Add(await ReplaceAsync(catalogue, prober, services + i, cancellationToken));
        }

        var cpuPerChange = await CpuPerChangeAsync(mesh, catalogue, old.Port, services, cancellationToken);
        var (churn, churnCpu, behind) = await ChurnAsync(mesh, catalogue, prober, old.Port, services, cancellationToken);
        return new(
            services,
            start,
            ProcessTree.ResidentMebibytes(mesh.ProcessId),
            Sockets.CountTo(mesh.ConsulAddress.Port, mesh.ProcessId),
            new(busy),
            new(idle),
            cpuPerChange,
            churn,
            churnCpu,
            behind);
    }

    // The only instance of the service moves to another address: from the write until that answers.
    private static async Task<TimeSpan> ReplaceAsync(ScaleCatalogue catalogue, Prober prober, int service, CancellationToken cancellationToken)
    {
        await using var next = new Instance($"next-{Stopwatch.GetTimestamp()}");
        var written = Stopwatch.GetTimestamp();
        await catalogue.WriteAsync(service, 0, next.Port, cancellationToken);
        var duration = await prober.UntilAnsweredAsync(ScaleCatalogue.PathOf(service), next.Name, written, cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        return duration;
    }

    private static async Task<double> CpuPerChangeAsync(MeshServer mesh, ScaleCatalogue catalogue, int port, int services, CancellationToken cancellationToken)
    {
        const int Writes = 100;
        var before = ProcessTree.Cpu(mesh.ProcessId);
        for (var i = 0; i < Writes; i++)
        {
            await catalogue.WriteAsync(i % Math.Min(services, Instances), i % Instances, port + 1 - (i % 2), cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        return (ProcessTree.Cpu(mesh.ProcessId) - before).TotalMilliseconds / Writes;
    }

    private static async Task<(double PerSecond, double Cpu, TimeSpan Behind)> ChurnAsync(
        MeshServer mesh, ScaleCatalogue catalogue, Prober prober, int port, int services, CancellationToken cancellationToken)
    {
        var cpu = ProcessTree.Cpu(mesh.ProcessId);
        var began = Stopwatch.GetTimestamp();
        var written = 0;
        for (; Stopwatch.GetElapsedTime(began) < ChurnFor; written++)
        {
            await catalogue.WriteAsync(written * 7 % services, written % Instances, port, cancellationToken);
            var ahead = TimeSpan.FromSeconds((double)written / ChurnPerSecond) - Stopwatch.GetElapsedTime(began);
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, cancellationToken);
            }
        }

        var took = Stopwatch.GetElapsedTime(began);
        var share = (ProcessTree.Cpu(mesh.ProcessId) - cpu) / took;
        var behind = await ReplaceAsync(catalogue, prober, services + IdleServices, cancellationToken);
        return (written / took.TotalSeconds, share, behind);
    }
}
