using System.Diagnostics;
using Mesh.Bench.Servers;
using Mesh.Consul;

namespace Mesh.Bench.Propagation;

/// <summary>
/// How long it takes from the moment an instance is written to Consul until a request is answered by it: one after the other; a burst, each 5 ms after the
/// one before; and an instance of a service that Consul did not know.
/// </summary>
internal static class PropagationBench
{
    private const int Changes = 200;
    private const int Services = 40;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan BurstStep = TimeSpan.FromMilliseconds(5);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var mesh = await MeshServer.PrepareAsync();
        await RegisterAsync(mesh, new("idle"), "web", cancellationToken);
        await mesh.StartAsync(cancellationToken);
        Console.WriteLine($"From the write to Consul to the first request answered by the new instance, one request every {Step.TotalMilliseconds} ms, in ms:");
        Print("instances, one by one", await OneByOneAsync(mesh, cancellationToken));
        Print($"instances, a burst of {Services}", await BurstAsync(mesh, cancellationToken));
        Print("services, one by one", await NewServicesAsync(mesh, cancellationToken));
        Console.WriteLine("fabio 1.6 (one request every 5 ms, 20 times, on such a machine): p50 11.5, p99 26.5; consul-template + nginx: p50 121, p99 146");
    }

    private static void Print(string what, Times times) =>
        Console.WriteLine(FormattableString.Invariant(
            $"  {what,-28} p50 {times.P50,6:0.0}  p99 {times.P99,6:0.0}  longest {times.Longest,6:0.0}  of {times.Count}"));

    // Each takes the place of the one before, so that the answer tells when it arrived.
    private static async Task<Times> OneByOneAsync(MeshServer mesh, CancellationToken cancellationToken)
    {
        using var prober = new Prober(mesh.Address, Step);
        var durations = new List<TimeSpan>();
        for (var i = 0; i < Changes; i++)
        {
            await using var instance = new Instance($"web-{i}");
            var written = Stopwatch.GetTimestamp();
            await RegisterAsync(mesh, instance, "web", cancellationToken, id: "web");
            durations.Add(await prober.UntilAnsweredAsync("/web", instance.Name, written, cancellationToken));
            await Task.Delay(BurstStep, cancellationToken);
        }

        return new(durations.Skip(Changes / 10));
    }

    // Services of one instance each, all changed in quick succession: each has a prober of its own.
    private static async Task<Times> BurstAsync(MeshServer mesh, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Services; i++)
        {
            await RegisterAsync(mesh, new($"burst-{i}"), $"burst-{i}", cancellationToken);
        }

        using var prober = new Prober(mesh.Address, BurstStep);
        for (var i = 0; i < Services; i++)
        {
            await prober.UntilAnsweredAsync($"/burst-{i}", $"burst-{i}", Stopwatch.GetTimestamp(), cancellationToken);
        }

        List<TimeSpan> durations = [];
        for (var round = 0; round < 3; round++)
        {
            var waiting = new List<Task<TimeSpan>>();
            for (var i = 0; i < Services; i++)
            {
                var instance = new Instance($"burst-{i}-{round}");
                var written = Stopwatch.GetTimestamp();
                await RegisterAsync(mesh, instance, $"burst-{i}", cancellationToken, id: $"burst-{i}");
                waiting.Add(prober.UntilAnsweredAsync($"/burst-{i}", instance.Name, written, cancellationToken));
                await Task.Delay(BurstStep, cancellationToken);
            }

            durations.AddRange(await Task.WhenAll(waiting));
        }

        return new(durations);
    }

    private static async Task<Times> NewServicesAsync(MeshServer mesh, CancellationToken cancellationToken)
    {
        using var prober = new Prober(mesh.Address, Step);
        var durations = new List<TimeSpan>();
        for (var i = 0; i < Changes / 2; i++)
        {
            await using var instance = new Instance($"new-{i}");
            var written = Stopwatch.GetTimestamp();
            await RegisterAsync(mesh, instance, $"new-{i}", cancellationToken);
            durations.Add(await prober.UntilAnsweredAsync($"/new-{i}", instance.Name, written, cancellationToken));
            await mesh.Consul.Agent.DeregisterServiceAsync($"new-{i}", cancellationToken);
            await Task.Delay(BurstStep, cancellationToken);
        }

        return new(durations.Skip(Changes / 20));
    }

    private static Task RegisterAsync(MeshServer mesh, Instance instance, string service, CancellationToken cancellationToken, string? id = null) =>
        mesh.Consul.Agent.RegisterServiceAsync(
            new() { Id = id ?? service, Name = service, Address = "127.0.0.1", Port = instance.Port, Tags = [$"urlprefix-/{service}"] }, cancellationToken);
}
