using System.Diagnostics;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>What registering costs, for docs/sizing.md. Run with <c>-explicit only -showLiveOutput</c>.</summary>
public sealed class Measurements(ITestOutputHelper output)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    [Theory(Explicit = true)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Time_to_enter_many_instances_and_what_it_takes_to_keep_them(int count)
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync();
        using var consul = Mesh.Consul.ConsulClient.Create(new() { Address = server.Address.ToString() });
        await using var feed = await FakeFeed.StartAsync(
            [.. Enumerable.Range(0, count).Select(number => Sample.Instance($"a-{number}", 10_000 + number, variables: "SERVICE_NAME=many"))]);
        var clock = Stopwatch.StartNew();
        await using var registrar = RegistrarProcess.Start("measure-host", feed.Url, server.Address);
        await Eventually.Async(
            async () => (await consul.Health.ServiceAsync("many", passing: true)).Value.Count == count, TimeSpan.FromMinutes(2), "all are entered");
        var entered = clock.Elapsed;
        var before = registrar.ProcessorTime;
        await Task.Delay(Rest, TestContext.Current.CancellationToken);
        var share = (registrar.ProcessorTime - before) / Rest;

        clock.Restart();
        feed.Upsert(Sample.Instance("a-last", 9_999, variables: "SERVICE_NAME=many"));
        await Eventually.Async(
            async () => (await consul.Health.ServiceAsync("many", passing: true)).Value.Count == count + 1, TimeSpan.FromMinutes(1), "one more is entered");
        output.WriteLine(
            $"{count} instances: {entered.TotalSeconds:0.0} s until all are entered, {share:P1} of a core at rest, {registrar.Memory >> 20} MiB, "
            + $"one more after {clock.Elapsed.TotalMilliseconds:0} ms");
    }
}
