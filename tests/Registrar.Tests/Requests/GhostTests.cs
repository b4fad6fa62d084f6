using Mesh.Registrar.Configuration;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Tests.Docker;

namespace Mesh.Registrar.Tests.Requests;

/// <summary>What registrator's users ask for, by the numbers of its issues: no ghosts, and nothing forgotten.</summary>
public sealed class GhostTests
{
    private const string Web = "host:web:80 web 10.0.0.1:8080 Passing";
    private const string Shop = "host:shop:80 web 10.0.0.1:8081 Passing";
    private static readonly FakeContainer[] Both = [Container("web", 8080), Container("shop", 8081)];

    [Fact]
    public async Task No_ghosts_after_a_restart_of_the_daemon_184_193_208()
    {
        var docker = Engine(Both);
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.HoldsAsync(Web, Shop);

        // The daemon ends its containers without an event that anybody hears, and starts one of them again, published elsewhere.
        docker.Fault = _ => 500;
        docker.LosesEvents = true;
        docker.CutStreams();
        docker.Containers.ToList().ForEach(each => docker.Die(each));
        docker.Start(Container("web", 9090));
        await bench.PassAsync(TimeSpan.FromSeconds(5));
        (docker.Fault, docker.LosesEvents) = (_ => null, false);

        await bench.HoldsAsync("host:web:80 web 10.0.0.1:9090 Passing");
    }

    [Fact]
    public async Task No_ghosts_after_a_restart_of_the_host_190_308()
    {
        await using var before = await DockerBench.StartAsync(Engine(Both));
        await before.HoldsAsync(Web, Shop);

        // The registrar had no time to say goodbye; the host comes back with other containers.
        await using var after = await DockerBench.StartAsync(Engine(Container("other", 8082)), consul: before);

        await after.HoldsAsync("host:other:80 web 10.0.0.1:8082 Passing");
    }

    [Fact]
    public async Task A_container_removed_while_the_registrar_was_down_is_deregistered_277()
    {
        await using var before = await DockerBench.StartAsync(Engine(Both));
        await before.HoldsAsync(Web, Shop);

        await using var after = await DockerBench.StartAsync(Engine(Both[0]), consul: before);

        await after.HoldsAsync(Web);
        Assert.Equal(["deregister host:shop:80"], after.Bench.Registry.Writes);
    }

    [Fact]
    public async Task A_changed_hostname_leaves_nothing_behind_181_644()
    {
        var settings = DockerBench.Settings with { Id = null };
        await using var before = await DockerBench.StartAsync(Engine(Both), settings);
        await before.HoldsAsync(Web, Shop);
        Assert.All(before.Bench.Registry.Entries.Values, entry => Assert.True(entry.IsOwnedBy(FakeDocker.EngineId)));

        await using var after = await DockerBench.StartAsync(Engine(Both), settings with { Host = "renamed" }, consul: before);

        await after.HoldsAsync(Web.Replace("host:", "renamed:", StringComparison.Ordinal), Shop.Replace("host:", "renamed:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_registrator_left_is_taken_over_and_its_ghosts_go_with_cleanup(bool isCleaned)
    {
        var settings = DockerBench.Settings with { Registry = "consul://localhost:8500", Cleanup = isCleaned };
        await using var bench = await DockerBench.StartAsync(new FakeDocker(), settings);
        foreach (var id in new[] { "host:web:80", "host:gone:80", "elsewhere:web:80", "by-hand" })
        {
            bench.Bench.Registry.Put(Sample.Registered(Sample.Entry(id) with { Address = "10.9.9.9", Meta = Sample.Entry().Meta.Clear() }));
        }

        bench.Docker.Start(Container("web", 8080));
        await bench.Bench.UntilAsync(() => bench.Registered.Contains(Web, StringComparison.Ordinal), "the entry of the container that runs should be taken over");
        var reads = 0;
        bench.Bench.Registry.Fault = id => { reads += id is null ? 1 : 0; return null; };
        await bench.Bench.UntilAsync(() => reads > 5, "some resyncs should pass");

        string[] left = ["by-hand", "elsewhere:web:80", .. isCleaned ? Array.Empty<string>() : ["host:gone:80"], "host:web:80"];
        await bench.Bench.UntilAsync(() => bench.Bench.Registry.Entries.Keys.Order(StringComparer.Ordinal).SequenceEqual(left), $"{string.Join(' ', left)} should be left");
        Assert.True(bench.Bench.Registry.Entries["host:web:80"].IsOwnedBy(Sample.Owner));
    }

    [Fact]
    public async Task Everything_is_registered_again_after_Consul_lost_its_data_81()
    {
        await using var bench = await DockerBench.StartAsync(Engine(Both));
        await bench.HoldsAsync(Web, Shop);
        await bench.Bench.UntilAsync(() => bench.Bench.Condition.SinceSync is not null, "it should have seen its entries before they are lost");

        bench.Bench.Registry.Clear();

        await bench.HoldsAsync(Web, Shop);
        await bench.Bench.UntilAsync(() => bench.Bench.Logs.Containing("and Consul had lost it").Count() == 2, "the log should say why");
    }

    [Fact]
    public async Task A_failed_deregistration_is_tried_again_and_not_forgotten()
    {
        var docker = Engine(Both);
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.HoldsAsync(Web, Shop);
        bench.Bench.Registry.Fault = id => id is not null ? new RegistryException("500", "Consul says: no") : null;

        docker.Die(docker.Containers[0]);
        docker.Remove(docker.Containers[0]);
        await bench.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        bench.Bench.Registry.Fault = _ => null;

        await bench.HoldsAsync(Shop);
    }

    [Fact]
    public async Task Ten_idle_resyncs_write_nothing_and_flip_no_health_153_449()
    {
        var docker = Engine(Both);
        docker.Containers[1].Health = "unhealthy";
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.HoldsAsync(Web, Shop.Replace("Passing", "Critical", StringComparison.Ordinal));
        var writes = bench.Bench.Registry.Writes.Count;
        var reads = 0;
        bench.Bench.Registry.Fault = id => { reads += id is null ? 1 : 0; return null; };

        await bench.Bench.UntilAsync(() => reads > 10 && docker.CountAsked("/containers/json") > 2, "ten resyncs and a list of Docker's should pass", step: TimeSpan.FromSeconds(1));

        Assert.Equal(writes, bench.Bench.Registry.Writes.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_registrar_s_own_SIGTERM_deregisters_all_when_asked_1(bool isAsked)
    {
        await using var bench = await DockerBench.StartAsync(Engine(Both), DockerBench.Settings with { DeregisterOnStop = isAsked });
        await bench.HoldsAsync(Web, Shop);

        await bench.Bench.Service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(isAsked ? 0 : 2, bench.Bench.Registry.Entries.Count);
    }

    private static FakeDocker Engine(params FakeContainer[] containers)
    {
        var docker = new FakeDocker();
        foreach (var each in containers)
        {
            docker.Start(Container(each.Name, int.Parse(each.Ports["80/tcp"].Split(':')[1])));
        }

        return docker;
    }

    private static FakeContainer Container(string name, int port) => new() { Id = $"id-of-{name}", Name = name, Ports = new() { ["80/tcp"] = $"0.0.0.0:{port}" } };
}
