using Mesh.Registrar.Configuration;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Tests.Docker;

namespace Mesh.Registrar.Tests.Requests;

/// <summary>What registrator's users ask for, by the numbers of its issues: what one container's entry says.</summary>
public sealed class ContainerTests
{
    [Theory]
    [InlineData(null, null, "10.2.0.2")]
    [InlineData("front", null, "10.1.0.2")]
    [InlineData("back", "front", "10.1.0.2")]
    [InlineData("elsewhere", null, "10.2.0.2")]
    public async Task The_network_whose_address_is_registered_can_be_chosen_for_all_and_for_one_258_291_498(string? ofAll, string? ofThis, string address)
    {
        var container = Container(networks: new() { ["front"] = "10.1.0.2", ["back"] = "10.2.0.2" }, variables: ofThis is null ? [] : [$"SERVICE_NETWORK={ofThis}"]);

        var entry = await RegisteredAsync(container, DockerBench.Settings with { Internal = true, Network = ofAll });

        Assert.Equal((address, 80), (entry.Service.Address, entry.Service.Port));
    }

    [Theory]
    [InlineData(false, "172.17.0.2,2001:db8::2", "172.17.0.2")]
    [InlineData(true, "172.17.0.2,2001:db8::2", "2001:db8::2")]
    [InlineData(false, "2001:db8::2", "2001:db8::2")]
    public async Task A_container_s_IPv6_address_is_registered_where_it_is_preferred_or_the_only_one_229_321_341(bool isPreferred, string addresses, string expected)
    {
        var container = Container(networks: new() { ["bridge"] = addresses });

        var entry = await RegisteredAsync(container, DockerBench.Settings with { Internal = true, PreferIPv6 = isPreferred });

        Assert.Equal(expected, entry.Service.Address);
    }

    [Fact]
    public async Task One_service_may_have_several_checks()
    {
        var container = Container(variables: ["SERVICE_CHECK_HTTP=/health", "SERVICE_80_CHECK_TCP=true", "SERVICE_CHECK_2_HTTP=/ready", "SERVICE_CHECK_TTL=30s"]);

        var entry = await RegisteredAsync(container);

        Assert.Equal(["http", "http:2", "tcp", "ttl"], entry.Checks.Keys.Select(id => id["service:host:web:80:".Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EnableTagOverride_and_weights_are_taken_from_labels_347()
    {
        var container = Container(labels: new() { ["SERVICE_ENABLE_TAG_OVERRIDE"] = "true", ["SERVICE_WEIGHT"] = "10", ["SERVICE_80_WEIGHT_WARNING"] = "2" });

        var entry = await RegisteredAsync(container);

        Assert.True(entry.Service.EnableTagOverride);
        Assert.Equal(new(10, 2), entry.Service.Weights);
    }

    [Fact]
    public async Task The_own_identity_stands_in_Meta_181_644()
    {
        var entry = await RegisteredAsync(Container(), DockerBench.Settings with { Id = null });

        Assert.Equal(FakeDocker.EngineId, entry.Service.Meta["mesh-owner"]);
    }

    private static async Task<RegisteredEntry> RegisteredAsync(FakeContainer container, RegistrarSettings? settings = null)
    {
        var docker = new FakeDocker();
        docker.Start(container);
        await using var bench = await DockerBench.StartAsync(docker, settings);
        await bench.Bench.UntilAsync(() => bench.Bench.Registry.Entries.Count == 1, "it should be registered");
        return bench.Bench.Registry.Entries.Values.Single();
    }

    private static FakeContainer Container(Dictionary<string, string>? networks = null, Dictionary<string, string>? labels = null, params string[] variables) => new()
    {
        Id = "0123456789abcdef0123",
        Name = "web",
        Ports = new() { ["80/tcp"] = "0.0.0.0:8080" },
        Networks = networks ?? new() { ["bridge"] = "172.17.0.2" },
        Labels = labels ?? [],
        Environment = variables,
    };
}
