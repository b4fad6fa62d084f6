using Mesh.Consul;
using Mesh.Registrar.Tests.Functional;

namespace Mesh.Registrar.Tests.Docker.RealEngine;

/// <summary>
/// The entries of real containers, field by field as registrator documents them (https://gliderlabs.github.io/registrator/latest/user/services/).
/// </summary>
public sealed class RegistratorEntryTests(EngineFixture fixture) : EngineTests(fixture)
{
    // The compose file that registrator's users begin with: a port exposed and published, and three variables.
    private static readonly string[] Web =
        ["--expose", "80", "--publish", "80", "--env", "SERVICE_80_NAME=http", "--env", "SERVICE_NAME=web", "--env", "SERVICE_TAGS=backend"];

    [Theory]
    [InlineData("-internal")]
    [InlineData("-ip=192.0.2.7")]
    public async Task The_web_of_a_compose_file_has_every_field_of_registrators_entry(string option)
    {
        await RunAsync("web", options: Web);
        var (address, port) = option == "-internal" ? (await AddressAsync("web"), 80) : ("192.0.2.7", int.Parse(await PortAsync("web")));
        await using var registrar = Start(option);
        await HoldsAsync(registrar, $"web:80 http {address}:{port} [backend] Passing");

        var instance = Assert.Single((await Consul.Health.ServiceAsync("http", cancellationToken: TestContext.Current.CancellationToken)).Value);
        var service = instance.Service;
        Assert.Equal(($"{Host}:web:80", "http", address, port), (service.Id, service.Name, service.Address, service.Port));
        Assert.Equal(["backend"], service.Tags);
        Assert.Equal((ServiceWeights.Default, false), (service.Weights, service.EnableTagOverride));
        Assert.All(service.TaggedAddresses.Values, tagged => Assert.Equal((address, port), (tagged.Address, tagged.Port)));

        // Beyond registrator's: whose the entry is, and that the container runs.
        Assert.Equal("mesh-owner", Assert.Single(service.Meta).Key);
        Assert.Equal($"service:{Host}:web:80", Assert.Single(instance.Checks, check => check.ServiceId.Length > 0).CheckId);
        await EndAsync(registrar);
    }

    [Fact]
    public async Task Without_options_a_published_port_is_at_the_hosts_own_address_or_at_the_one_it_is_bound_to()
    {
        await RunAsync("everywhere", options: ["--publish", "80"]);
        await RunAsync("bound", options: ["--publish", "127.0.0.1::80"]);
        await using var registrar = Start();
        await Eventually.Async(async () => (await Consul.Agent.ServicesAsync()).Count == 2, Soon, "both should be registered", () => registrar.Output);

        var services = await Consul.Agent.ServicesAsync(cancellationToken: TestContext.Current.CancellationToken);
        var (everywhere, bound) = (services[$"{Host}:everywhere:80"], services[$"{Host}:bound:80"]);
        Assert.Contains(everywhere.Address, OwnAddresses());
        Assert.Equal((await PortAsync("everywhere"), "box"), ($"{everywhere.Port}", everywhere.Name));
        Assert.Equal(("127.0.0.1", await PortAsync("bound")), (bound.Address, $"{bound.Port}"));
        await EndAsync(registrar);
    }

    [Fact]
    public async Task Several_ports_make_a_group_named_after_the_image_and_udp_is_told_by_tag_and_id()
    {
        await RunAsync("many", options:
        [
            "--publish", "80", "--publish", "443", "--publish", "53/udp",
            "--env", "SERVICE_443_NAME=secure", "--env", "SERVICE_443_ID=chosen", "--env", @"SERVICE_80_TAGS=a\,b,c",
        ]);
        await RunAsync("only-exposed", options: ["--expose", "81"]);
        await RunAsync("ignored", options: ["--publish", "80", "--env", "SERVICE_IGNORE=1"]);
        await using var registrar = Start("-tags", "forced", "-ip", "192.0.2.7");

        await HoldsAsync(
            registrar,
            $"=chosen secure 192.0.2.7:{await PortAsync("many", "443/tcp")} [forced] Passing",
            $"many:53:udp box-53 192.0.2.7:{await PortAsync("many", "53/udp")} [forced,udp] Passing",
            $"many:80 box-80 192.0.2.7:{await PortAsync("many")} [a,b,c,forced] Passing");
        await EndAsync(registrar);
    }

    [Fact]
    public async Task Each_network_mode_has_its_own_address_and_a_network_can_be_chosen()
    {
        await Docker.RunAsync("network", "create", "back");
        await Docker.RunAsync("network", "create", "front");
        await RunAsync("on-bridge", options: ["--expose", "80"]);
        await RunAsync("on-own", options: ["--expose", "80", "--network", "back"]);
        await RunAsync("on-two", options: ["--expose", "80", "--network", "front", "--env", "SERVICE_NETWORK=back"]);
        await Docker.RunAsync("network", "connect", "back", "on-two");
        await Docker.RunAsync("run", "--detach", "--name", "on-other", "--network", "container:on-own", BusyboxImage.Exposing, "sh", "-c", Idle);
        await RunAsync("on-none", options: ["--expose", "80", "--network", "none"]);
        await RunAsync("on-host", options: ["--expose", "80", "--network", "host"]);
        await using var registrar = Start("-internal", "-ip", "192.0.2.7");

        var own = await AddressAsync("on-own");
        await HoldsAsync(
            registrar,
            $"on-bridge:80 box {await AddressAsync("on-bridge")}:80 [] Passing",
            $"on-own:80 box {own}:80 [] Passing",
            $"on-two:80 box {await InspectAsync("on-two", "{{.NetworkSettings.Networks.back.IPAddress}}")}:80 [] Passing",
            $"on-other:81 exposing {own}:81 [] Passing",
            "on-host:80 box 192.0.2.7:80 [] Passing");
        await EndAsync(registrar);
    }

    [Fact]
    public async Task A_container_with_addresses_of_both_kinds_is_entered_with_the_preferred_one()
    {
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6, "IPv6 is switched off: sysctl net.ipv6.conf.all.disable_ipv6=0");
        await Docker.RunAsync("network", "create", "--ipv6", "--subnet", "fd00:6d65:7368::/64", "both");
        await RunAsync("on-both", options: ["--expose", "80", "--network", "both"]);
        var (six, four) = (await InspectAsync("on-both", "{{.NetworkSettings.Networks.both.GlobalIPv6Address}}"), await AddressAsync("on-both"));
        await using (var usual = Start("-internal"))
        {
            await HoldsAsync(usual, $"on-both:80 box {four}:80 [] Passing");
            await EndAsync(usual);
        }

        await using var preferring = Start("-internal", "--Registrar:PreferIPv6=true");

        await HoldsAsync(preferring, $"on-both:80 box {six}:80 [] Passing");
        await EndAsync(preferring);
    }

    [Fact]
    public async Task The_environment_beats_labels_and_the_port_beats_both()
    {
        await RunAsync("labelled", options:
        [
            "--expose", "80", "--label", "SERVICE_NAME=of-label", "--label", "SERVICE_TAGS=of-label", "--label", "SERVICE_80_REGION=north", "--label", "other=x",
            "--env", "SERVICE_NAME=of-environment", "--env", "SERVICE_REGION=south", "--env", "OTHER=x",
        ]);
        await using var registrar = Start("-internal", "-explicit");

        await HoldsAsync(registrar, $"labelled:80 of-environment {await AddressAsync("labelled")}:80 [of-label] Passing");
        var service = (await Consul.Agent.ServiceAsync($"{Host}:labelled:80", TestContext.Current.CancellationToken))!;
        Assert.Equal(("north", 2), (service.Meta["region"], service.Meta.Count));
        await EndAsync(registrar);
    }

    private static IEnumerable<string> OwnAddresses() => System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(each => each.GetIPProperties().UnicastAddresses).Select(each => each.Address.ToString());
}
