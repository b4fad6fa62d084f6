using System.Diagnostics;
using Mesh.Bench.Propagation;
using Mesh.Bench.Servers;
using Mesh.Tests.Kit.Load;

namespace Mesh.Bench.Churn;

/// <summary>
/// Instances come and go in good order, from 3 to 10 and back, and are killed without a word to Consul, while clients that repeat nothing by themselves send
/// GETs, POSTs with bodies, download and talk over WebSockets at a steady rate.
/// </summary>
internal static class ChurnBench
{
    private const int Fewest = 3;
    private const int Most = 10;
    private const int Kills = 3;
    private const int GetsPerSecond = 1200;
    private const int PostsPerSecond = 300;
    private const int WarmUpChanges = 80;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WarmUpStep = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(14);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan Listed = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var mesh = await MeshServer.PrepareAsync();
        await using var instances = new WebInstances(mesh);
        await instances.PrepareAsync(Most + Kills, cancellationToken);
        for (var i = 0; i < Fewest; i++)
        {
            await instances.AddAsync(cancellationToken);
        }

        await mesh.StartAsync(cancellationToken);
        var gets = new SteadyLoad(mesh.Address, ChurnRequests.Get, connections: 24, GetsPerSecond);
        var posts = new SteadyLoad(mesh.Address, ChurnRequests.Post, connections: 8, PostsPerSecond);
        var downloads = new Downloads(mesh.Address, clients: 4);
        var conversations = new Conversations(mesh.Address, clients: 6);
        await WarmUpAsync(instances, cancellationToken);

        var kills = new List<(long Begun, long Ended)>();
        Phase[] phases =
        [
            await DuringAsync($"nothing, {Fewest} instances", kills, () => Task.Delay(Calm, cancellationToken)),
            await DuringAsync($"{Fewest} → {Most} instances", kills, () => GrowAsync(instances, cancellationToken)),
            await DuringAsync($"nothing, {Most} instances", kills, () => Task.Delay(Calm, cancellationToken)),
            await DuringAsync($"{Most} → {Fewest} instances", kills, () => ShrinkAsync(instances, cancellationToken)),
            await DuringAsync($"kill -9, {Kills} times", kills, () => KillAsync(instances, kills, cancellationToken)),
        ];
        Print(
            phases,
            ("GET", await gets.StopAsync()),
            ("POST", await posts.StopAsync()),
            ("download", await downloads.StopAsync()),
            ("WebSocket message", await conversations.StopAsync()));
    }

    // What a change is answered with has to be compiled, too, the first times: a balancer elsewhere has long run.
    private static async Task WarmUpAsync(WebInstances instances, CancellationToken cancellationToken)
    {
        for (var i = 0; i < WarmUpChanges; i++)
        {
            await instances.AddAsync(cancellationToken);
            await Task.Delay(WarmUpStep, cancellationToken);
            await instances.TakeBackAsync(cancellationToken);
            await Task.Delay(WarmUpStep, cancellationToken);
        }

        await Task.Delay(Rest, cancellationToken);
    }

    private static async Task GrowAsync(WebInstances instances, CancellationToken cancellationToken)
    {
        for (var i = Fewest; i < Most; i++)
        {
            await instances.AddAsync(cancellationToken);
            await Task.Delay(Step, cancellationToken);
        }
    }

    private static async Task ShrinkAsync(WebInstances instances, CancellationToken cancellationToken)
    {
        for (var i = Most; i > Fewest; i--)
        {
            await instances.RemoveAsync(cancellationToken);
            await Task.Delay(Step, cancellationToken);
        }

        // The last ones have downloads to finish.
        await Task.Delay(Listed, cancellationToken);
    }

    private static async Task KillAsync(WebInstances instances, List<(long Begun, long Ended)> kills, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Kills; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var deregister = await instances.KillAsync();
            kills.Add((begun, Stopwatch.GetTimestamp()));
            await Task.Delay(Listed, cancellationToken);
            await instances.AddAsync(cancellationToken);
            await deregister();
            await Task.Delay(BetweenKills, cancellationToken);
        }
    }

    private static async Task<Phase> DuringAsync(string name, IReadOnlyList<(long Begun, long Ended)> kills, Func<Task> happening)
    {
        Console.WriteLine($"{name} …");
        var begun = Stopwatch.GetTimestamp();
        await happening();
        return new(name, begun, Stopwatch.GetTimestamp(), kills);
    }

    private static void Print(Phase[] phases, params (string What, IReadOnlyList<Exchange> Exchanges)[] kinds)
    {
        Console.WriteLine(Phase.Head);
        foreach (var phase in phases)
        {
            foreach (var (what, exchanges) in kinds)
            {
                Console.WriteLine(phase.Describe(what, exchanges));
            }
        }

        var failures =
            from phase in phases
            from kind in kinds
            from failed in phase.Failed(phase.Of(kind.Exchanges))
            select $"{kind.What}: {failed.Failure}";
        foreach (var failure in failures.Take(20))
        {
            Console.WriteLine(failure);
        }

        var requests = kinds.Take(2).SelectMany(kind => kind.Exchanges).ToList();
        var p99 = phases.Select(phase => new Times(phase.Of(requests).Select(one => one.Took)).P99).ToList();
        Console.WriteLine($"{phases.Skip(1).Sum(phase => phase.Of(requests).Count)} requests after the first phase; p99 of each phase to that of the first:");
        foreach (var (phase, own) in phases.Zip(p99))
        {
            Console.WriteLine(FormattableString.Invariant($"  {phase.Name}: {own:0.0} ms, ×{own / p99[0]:0.00}"));
        }
    }
}
