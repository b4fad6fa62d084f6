namespace Mesh.Registrar.Tests.Docker;

public sealed class DockerConvergenceTests
{
    private const int Steps = 80;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_starts_stops_or_gets_lost_in_whatever_order_Consul_ends_with_the_containers_that_run(int seed)
    {
        var random = new Random(seed);
        var docker = new FakeDocker();
        await using var bench = await DockerBench.StartAsync(docker, seed: seed);
        bench.Bench.Registry.Put(Sample.Registered(Sample.Entry("host:ghost:80")));
        var history = new RandomContainers(docker, bench.Bench.Time, random);

        for (var step = 0; step < Steps; step++)
        {
            history.Step();
            for (var i = random.Next(4); i > 0; i--)
            {
                bench.Bench.Time.Advance(TimeSpan.FromMilliseconds(random.Next(700)));
                await Task.Delay(random.Next(2), TestContext.Current.CancellationToken);
            }
        }

        history.Heal();
        await bench.PassAsync(TimeSpan.FromSeconds(90));
        try
        {
            await bench.HoldsAsync(history.Expected());
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"seed {seed}: {e.Message}\nafter\n{string.Join('\n', history.Told)}", e);
        }

        Assert.Empty(bench.Bench.Registry.Collisions);
        var writes = bench.Bench.Registry.Writes.Count;
        await bench.PassAsync(TimeSpan.FromMinutes(3), step: TimeSpan.FromSeconds(1));
        Assert.Equal(writes, bench.Bench.Registry.Writes.Count);
    }
}
