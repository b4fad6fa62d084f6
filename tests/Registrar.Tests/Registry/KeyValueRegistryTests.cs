using System.Text;
using Mesh.Consul;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Registry;
using Mesh.Registrar.Tests.Functional;
using Mesh.Registrar.Tests.Reconciliation;

namespace Mesh.Registrar.Tests.Registry;

/// <summary>consulkv://, with the store of a real Consul. Each test has a folder of its own.</summary>
public sealed class KeyValueRegistryTests(ConsulFixture fixture)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_keys_are_registrator_s_and_move_with_the_name()
    {
        await using var bench = await StartAsync("form", new());
        bench.View.Replace([Sample.Instance(variables: ["SERVICE_TAGS=a", "SERVICE_CHECK_TCP=1", "SERVICE_X=y"]), Sample.Instance("six", 6) with { Addresses = ["http://[2001:db8::1]:6"] }]);
        await HoldsAsync("form", bench, "web/host:six:6 = [2001:db8::1]:6", "web/host:web-1:5000 = 127.0.0.1:5000");

        bench.View.Replace([Sample.Instance(health: "Unhealthy", variables: "SERVICE_NAME=other"), Sample.Instance("ended", 7, "Exited", null)]);

        await HoldsAsync("form", bench, "other/host:web-1:5000 = 127.0.0.1:5000");
    }

    [Fact]
    public async Task Nothing_is_written_over_ten_resyncs_when_nothing_changed()
    {
        CountingRegistry? counting = null;
        await using var bench = await StartAsync("idle", new(), registry => counting = new(registry));
        bench.View.Replace([Sample.Instance(), Sample.Instance("web-2", 5001, "Starting", null, "SERVICE_TAGS=x")]);
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null && counting!.Writes == 2, "both should be written");
        var (reads, index) = (counting!.Reads, await IndexAsync());

        await bench.UntilAsync(() => counting.Reads >= reads + 10, "ten resyncs should come with time");

        Assert.Equal((2, index), (counting.Writes, await IndexAsync()));

        async Task<ulong> IndexAsync() => (await fixture.Client.KeyValue.ListAsync("idle/", cancellationToken: TestContext.Current.CancellationToken)).Index;
    }

    [Fact]
    public async Task Ghosts_of_its_own_go_and_what_others_wrote_stays()
    {
        await using (var first = await StartAsync("ghosts", new() { DeregisterOnStop = false }))
        {
            first.View.Replace([Sample.Instance(), Sample.Instance("ghost", 1)]);
            await HoldsAsync("ghosts", first, "web/host:ghost:1 = 127.0.0.1:1", "web/host:web-1:5000 = 127.0.0.1:5000");
        }

        await PutAsync("ghosts/web/elsewhere:web-1:80", "10.0.0.9:80");
        await PutAsync("ghosts/web/host:web-2:80", "not even an address", flags: 7);
        await PutAsync("ghosts/readme", "no entry at all");
        await using var second = await StartAsync("ghosts", new() { Cleanup = true });
        second.View.Replace([Sample.Instance(), Sample.Instance("web-2", 80)]);

        await HoldsAsync(
            "ghosts",
            second,
            "readme = no entry at all",
            "web/elsewhere:web-1:80 = 10.0.0.9:80",
            "web/host:web-1:5000 = 127.0.0.1:5000",
            "web/host:web-2:80 = not even an address");
        Assert.Single(second.Logs.Containing("'web/host:web-2:80' belongs to an entry of Consul without the mark"));
    }

    [Theory]
    [InlineData(false, "web/host:gone:80 = 10.0.0.1:80", "web/host:web-1:5000 = 127.0.0.1:5000")]
    [InlineData(true, "web/host:web-1:5000 = 127.0.0.1:5000")]
    public async Task What_registrator_left_is_taken_over_and_with_cleanup_removed(bool cleanup, params string[] expected)
    {
        var folder = $"left-{cleanup}";
        await PutAsync($"{folder}/web/host:gone:80", "10.0.0.1:80");
        await PutAsync($"{folder}/web/host:web-1:5000", "10.0.0.1:1234");
        await using var bench = await StartAsync(folder, new() { Cleanup = cleanup, Registry = $"consulkv:///{folder}" });
        bench.View.Replace([Sample.Instance()]);

        await HoldsAsync(folder, bench, expected);
    }

    [Fact]
    public async Task Its_own_stop_takes_its_keys_out_and_no_others()
    {
        await PutAsync("stop/web/elsewhere:web-1:80", "10.0.0.9:80");
        await using var bench = await StartAsync("stop", new());
        bench.View.Replace([Sample.Instance(), Sample.Instance("web-2", 5001)]);
        await HoldsAsync("stop", bench, "web/elsewhere:web-1:80 = 10.0.0.9:80", "web/host:web-1:5000 = 127.0.0.1:5000", "web/host:web-2:5001 = 127.0.0.1:5001");

        await bench.Service.StopAsync(TestContext.Current.CancellationToken);

        await HoldsAsync("stop", bench, "web/elsewhere:web-1:80 = 10.0.0.9:80");
    }

    private async Task<ReconciliationBench> StartAsync(string folder, RegistrarSettings settings, Func<IServiceRegistry, IServiceRegistry>? around = null)
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        settings = settings with { Host = "host", Id = Sample.Owner };
        var registry = new KeyValueRegistry(fixture.Client.KeyValue, folder, new RegistrarIdentity(settings, isEngine: false));
        var bench = new ReconciliationBench(settings, registry: around?.Invoke(registry) ?? registry);
        await bench.StartAsync();
        return bench;
    }

    private Task PutAsync(string key, string value, ulong flags = 0)
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        return fixture.Client.KeyValue.PutAsync(key, Encoding.UTF8.GetBytes(value), flags: flags);
    }

    private async Task HoldsAsync(string folder, ReconciliationBench bench, params string[] expected)
    {
        var last = "";
        await Eventually.Async(
            async () =>
            {
                bench.Time.Advance(TimeSpan.FromSeconds(1));
                last = string.Join('\n', (await fixture.Client.KeyValue.ListAsync($"{folder}/")).Value.Select(key => $"{key.Key[(folder.Length + 1)..]} = {key.Text}"));
                return last == string.Join('\n', expected);
            },
            Soon,
            $"the keys should be\n{string.Join('\n', expected)}",
            () => $"{last}\n{string.Join('\n', bench.Logs.Lines)}");
    }
}
