using Mesh.Consul;

namespace Mesh.Registrar.Tests.Reconciliation;

public sealed class ConvergenceTests
{
    private const int Steps = 60;
    private const string Foreign = "foreign:web:1";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_happens_in_whatever_order_Consul_ends_with_the_true_set(int seed)
    {
        await using var bench = new ReconciliationBench(seed: seed, sources: 2);
        var history = new RandomHistory(bench, new Random(seed));
        bench.Registry.Put(Sample.Registered(Sample.Entry("host:ghost:1")));
        bench.Registry.Put(Sample.Registered(Sample.Entry(Foreign) with { Meta = Sample.Entry().Meta.Clear() }));
        await bench.StartAsync();

        for (var step = 0; step < Steps; step++)
        {
            await history.StepAsync();
        }

        history.Heal();
        await bench.UntilAsync(
            () => Actual(bench) == history.Expected(),
            $"seed {seed} should converge",
            () => $"\n{Actual(bench)}\ninstead of\n{history.Expected()}\nafter\n{string.Join('\n', history.Told)}");
        Assert.Empty(bench.Registry.Collisions);
        Assert.True(history.ForeignWasThere, "the foreign entry must never be touched");

        // A write whose answer was lost may still be under way, or be tried once more.
        await PassAsync(bench, TimeSpan.FromSeconds(10));
        var writes = bench.Registry.Writes.Count;
        await PassAsync(bench, TimeSpan.FromSeconds(20));
        Assert.Equal(writes, bench.Registry.Writes.Count);
    }

    private static Task PassAsync(ReconciliationBench bench, TimeSpan time)
    {
        var end = bench.Time.GetUtcNow() + time;
        return bench.UntilAsync(() => bench.Time.GetUtcNow() >= end, $"{time} of fake time should pass", step: TimeSpan.FromMilliseconds(500));
    }

    private static string Actual(ReconciliationBench bench) => string.Join('\n', bench.Registry.Entries.Values
        .Where(entry => entry.Id != Foreign)
        .Select(entry => RandomHistory.Describe(entry.Id, entry.Status(), entry.Service.Tags))
        .Order(StringComparer.Ordinal));
}
