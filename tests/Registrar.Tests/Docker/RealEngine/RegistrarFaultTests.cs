using Mesh.Registrar.Tests.Functional;

namespace Mesh.Registrar.Tests.Docker.RealEngine;

/// <summary>A registrar that is killed, renamed or has another source, and a Consul that lost its data.</summary>
public sealed class RegistrarFaultTests(EngineFixture fixture) : EngineTests(fixture)
{
    [Fact]
    public async Task Killed_in_the_middle_of_a_burst_its_next_run_finds_the_true_set()
    {
        const int Half = 8;
        await Task.WhenAll(Enumerable.Range(0, Half).Select(i => RunAsync($"old-{i}", options: ["--expose", "80"])));
        await using (var first = Start("-internal"))
        {
            await first.SaysAsync("Registered", times: Half);
            var burst = Task.WhenAll(Enumerable.Range(0, Half).SelectMany(i => (Task[])
            [
                Docker.RunAsync("rm", "--force", $"old-{i}"),
                RunAsync($"new-{i}", options: ["--expose", "80"]),
            ]));
            await first.SaysAsync("Registered", times: Half + 2);
            await first.KillAsync();
            await burst;
        }

        await using var second = Start("-internal");
        var entries = await Task.WhenAll(Enumerable.Range(0, Half).Select(async i => $"new-{i}:80 box {await AddressAsync($"new-{i}")}:80 [] Passing"));
        await HoldsAsync(second, entries);
        await EndAsync(second);
    }

    [Fact]
    public async Task A_changed_hostname_leaves_nothing_behind()
    {
        await RunAsync("web", options: ["--expose", "80"]);
        var entry = $"web:80 box {await AddressAsync("web")}:80 [] Passing";
        await using (var before = Start("-internal", "--Registrar:Host=old-name"))
        {
            await HoldsAsync(before, $"=old-name:{entry}");
            await before.KillAsync();
        }

        await using var after = Start("-internal");
        await HoldsAsync(after, entry);
        await EndAsync(after);
    }

    [Fact]
    public async Task A_Consul_that_lost_its_data_gets_everything_again()
    {
        await RunAsync("web", options: ["--expose", "80", "--env", "SERVICE_TAGS=backend"]);
        await using var registrar = Start("-internal");
        var entry = $"web:80 box {await AddressAsync("web")}:80 [backend] Passing";
        await HoldsAsync(registrar, entry);

        await Server.RestartAsync();

        await HoldsAsync(registrar, entry);
        await EndAsync(registrar);
    }

    [Fact]
    public async Task The_feed_and_Docker_are_registered_side_by_side()
    {
        await RunAsync("web", options: ["--expose", "80"]);
        await using var feed = await FakeFeed.StartAsync(Sample.Instance("a-1", 5000));
        await using var registrar = RegistrarProcess.Start(
            Host, feed.Url, Server.Address, arguments: ["--Registrar:Docker=true", "--Registrar:Internal=true", $"--DOCKER_HOST={Docker.Host}"]);
        var (container, instance) = ($"web:80 box {await AddressAsync("web")}:80 [] Passing", "a-1:5000 web 127.0.0.1:5000 [] Passing");
        await HoldsAsync(registrar, container, instance);

        feed.Remove("a-1");
        await HoldsAsync(registrar, container);
        feed.Upsert(Sample.Instance("a-1", 5000));
        await Docker.RunAsync("rm", "--force", "web");

        await HoldsAsync(registrar, instance);
        await EndAsync(registrar);
    }
}
