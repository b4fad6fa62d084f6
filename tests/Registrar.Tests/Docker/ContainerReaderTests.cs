using System.Text.Json;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Docker.Containers;
using Mesh.Registrar.Docker.Engine;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Tests.Docker;

/// <summary>Which ports of a container are registered, and at which address.</summary>
public sealed class ContainerReaderTests
{
    private const string Host = "192.0.2.1";
    private static readonly RegistrarSettings Internal = new() { Internal = true };

    [Theory]
    [InlineData("0.0.0.0:8080", "192.0.2.1:8080")]
    [InlineData(":::8080", "192.0.2.1:8080")]
    [InlineData("10.0.0.5:8080", "10.0.0.5:8080")]
    [InlineData("2001:db8::5:8080", "2001:db8::5:8080")]
    [InlineData("2001:db8::5:8081,10.0.0.5:8080", "10.0.0.5:8080")]
    [InlineData("", "")]
    public void A_published_port_is_where_it_is_bound_or_at_the_host(string published, string expected) =>
        Assert.Equal(expected, Read(new(), ("80/tcp", published)));

    [Fact]
    public void Where_IPv6_is_preferred_the_port_s_IPv6_interface_is_registered() =>
        Assert.Equal("2001:db8::5:8081", Read(new() { PreferIPv6 = true }, ("80/tcp", "10.0.0.5:8080,2001:db8::5:8081")));

    [Theory]
    [InlineData("0.0.0.0:8080")]
    [InlineData("10.0.0.5:8080")]
    public void An_address_given_by_ip_beats_every_other(string published) =>
        Assert.Equal("198.51.100.7:8080", Read(new() { Address = "198.51.100.7" }, ("80/tcp", published)));

    [Fact]
    public void With_internal_every_exposed_port_is_at_the_container_whether_published_or_not() =>
        Assert.Equal("172.17.0.2:80 172.17.0.2:443", Read(Internal, ("443/tcp", ""), ("80/tcp", "0.0.0.0:8080")));

    [Fact]
    public void Without_internal_only_published_ports_are_registered_and_each_protocol_is_one()
    {
        var instance = Instance(new(), new() { Ports = new() { ["53/udp"] = "0.0.0.0:53", ["53/tcp"] = "0.0.0.0:53", ["80/tcp"] = "" } });

        Assert.Equal([new(53, "tcp", Host, 53), new(53, "udp", Host, 53)], instance.Ports);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_the_host_s_network_the_exposed_ports_are_the_host_s(bool isInternal)
    {
        var container = new FakeContainer { NetworkMode = "host", Ports = new() { ["80/tcp"] = "" }, Networks = new() { ["host"] = "" } };

        Assert.Equal("192.0.2.1:80", Text(Instance(new() { Internal = isInternal }, container)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_another_container_s_network_the_exposed_ports_are_at_that_container(bool isInternal)
    {
        var container = new FakeContainer { NetworkMode = "container:other", Ports = new() { ["80/tcp"] = "" }, Networks = [] };
        var other = new FakeContainer { Id = "other", Networks = new() { ["bridge"] = "172.17.0.9" } };

        Assert.Equal("172.17.0.9:80", Text(Instance(new() { Internal = isInternal }, container, other)));
        Assert.Equal("", Text(Instance(new() { Internal = isInternal }, container, network: null)));
    }

    [Fact]
    public void A_user_defined_network_that_it_was_started_in_is_the_container_s_address()
    {
        var container = new FakeContainer { NetworkMode = "shop", Ports = new() { ["80/tcp"] = "" }, Networks = new() { ["a"] = "10.1.0.2", ["shop"] = "10.2.0.2" } };

        Assert.Equal("10.2.0.2:80", Text(Instance(Internal, container)));
    }

    [Theory]
    [InlineData("10.9.0.3/24", "10.9.0.3:80", false)]
    [InlineData("10.9.0.3", "10.9.0.3:80", false)]
    [InlineData("not an address", "172.17.0.2:80", true)]
    public void UseIpFromLabel_takes_the_label_s_address_without_its_mask(string label, string expected, bool isWarned)
    {
        var container = new FakeContainer { Ports = new() { ["80/tcp"] = "" }, Labels = new() { ["ip"] = label } };
        var instance = Instance(Internal with { UseIpFromLabel = "ip" }, container);

        Assert.Equal(expected, Text(instance));
        Assert.Equal(isWarned, instance.Warnings.Any(warning => warning.Contains("label ip", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_network_that_it_is_not_in_is_a_warning()
    {
        var container = new FakeContainer { Ports = new() { ["80/tcp"] = "" }, Environment = ["SERVICE_NETWORK=elsewhere"] };

        Assert.Equal(["SERVICE_NETWORK is 'elsewhere', a network it is not in"], Instance(Internal, container).Warnings);
    }

    [Theory]
    [InlineData("web", "web")]
    [InlineData("registry:5000/team/web:1.2", "web")]
    [InlineData("team/web@sha256:0123", "web")]
    public void The_service_is_named_after_the_image_s_last_part(string image, string expected) =>
        Assert.Equal(expected, Instance(new(), new() { Image = image }).Resource);

    [Fact]
    public void The_environment_beats_the_labels_and_nothing_but_metadata_is_read()
    {
        var container = new FakeContainer
        {
            Environment = ["SERVICE_NAME=env", "SECRET=x", "SERVICE_TAGS=a=b"],
            Labels = new() { ["SERVICE_NAME"] = "label", ["SERVICE_80_NAME"] = "port", ["other"] = "y" },
        };

        Assert.Equal(
            new Dictionary<string, string> { ["SERVICE_NAME"] = "env", ["SERVICE_TAGS"] = "a=b", ["SERVICE_80_NAME"] = "port" }, Instance(new(), container).Environment);
    }

    private static string Read(RegistrarSettings settings, params (string Port, string Published)[] ports) =>
        Text(Instance(settings, new() { Ports = ports.ToDictionary(port => port.Port, port => port.Published) }));

    private static string Text(Instance instance) => string.Join(' ', instance.Ports.Select(port => $"{port.Host}:{port.Port}"));

    private static Instance Instance(RegistrarSettings settings, FakeContainer container) => Instance(settings, container, container);

    private static Instance Instance(RegistrarSettings settings, FakeContainer container, FakeContainer? network) =>
        new ContainerReader(settings).Read(Details(container), network is null ? null : Details(network), Host);

    private static ContainerDetails Details(FakeContainer container) => JsonSerializer.Deserialize(container.Details(), DockerJson.Default.ContainerDetails)!;
}
