using System.Diagnostics;
using Mesh.Bench.Processes;
using Mesh.Bench.Propagation;
using Mesh.Bench.Servers;

namespace Mesh.Bench.Scale;

/// <summary>What a start costs: medians over several.</summary>
/// <param name="Ready">From the start of the process until it is ready.</param>
/// <param name="FirstRequest">How long the first request takes, made then, to the service that is asked about last.</param>
/// <param name="Known">From the start of the process until the last service is known.</param>
/// <param name="Cpu">Processor time until then.</param>
internal sealed record ScaleStart(TimeSpan Ready, TimeSpan FirstRequest, TimeSpan Known, TimeSpan Cpu)
{
    private const int Starts = 5;

    /// <summary>Starts a balancer several times; the last one is left running.</summary>
    public static async Task<ScaleStart> MeasureAsync(MeshServer mesh, Uri last, string answer, CancellationToken cancellationToken)
    {
        List<ScaleStart> starts = [];
        while (true)
        {
            starts.Add(await MeasureOnceAsync(mesh, last, answer, cancellationToken));
            if (starts.Count == Starts)
            {
                return new(Median(starts, start => start.Ready), Median(starts, start => start.FirstRequest), Median(starts, start => start.Known), Median(starts, start => start.Cpu));
            }

            await mesh.StopAsync();
        }
    }

    private static async Task<ScaleStart> MeasureOnceAsync(MeshServer mesh, Uri last, string answer, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var ready = await mesh.StartAsync(cancellationToken);
        using var prober = new Prober(mesh.Address, TimeSpan.Zero);
        var asked = Stopwatch.GetTimestamp();
        var answered = await prober.AskAsync(last, cancellationToken);
        var firstRequest = Stopwatch.GetElapsedTime(asked);
        if (answered != answer)
        {
            throw new InvalidOperationException($"The first request was answered with '{answered}'.");
        }

        while (await mesh.CountUnansweredAsync(cancellationToken) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        }

        return new(ready, firstRequest, Stopwatch.GetElapsedTime(began), ProcessTree.Cpu(mesh.ProcessId));
    }

    private static TimeSpan Median(List<ScaleStart> starts, Func<ScaleStart, TimeSpan> of) => starts.Select(of).Order().ElementAt(Starts / 2);
}
