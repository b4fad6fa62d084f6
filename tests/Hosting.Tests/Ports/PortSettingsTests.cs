using Mesh.Hosting.Ports;
using Microsoft.Extensions.Configuration;

namespace Mesh.Hosting.Tests.Ports;

public sealed class PortSettingsTests
{
    [Fact]
    public void A_port_has_its_default_when_the_setting_is_absent() => Assert.Equal(8080, Settings().Add("lb", 8080));

    [Fact]
    public void The_setting_changes_a_port() => Assert.Equal(9090, Settings(("Ports:lb", "9090")).Add("lb", 8080));

    [Theory]
    [InlineData("random")]
    [InlineData("0")]
    public void A_port_can_be_left_to_chance(string setting) => Assert.Null(Settings(("Ports:lb", setting)).Add("lb", 8080));

    [Fact]
    public void Tests_get_random_ports() => Assert.Null(Settings(("DcpPublisher:RandomizePorts", "true")).Add("lb", 8080));

    [Fact]
    public void Every_wrong_setting_is_reported_with_its_value_and_what_it_takes()
    {
        var settings = Settings(("Ports:lb", "70000"), ("Ports:consul", "abc"));
        settings.Add("lb", 8080);
        settings.Add("consul", 8500);

        Assert.Equal(
            [
                "Ports:lb is '70000'. It takes a port from 1 to 65535 or 'random'; the default is 8080.",
                "Ports:consul is 'abc'. It takes a port from 1 to 65535 or 'random'; the default is 8500.",
            ],
            settings.Errors);
    }

    [Fact]
    public void The_setting_of_a_port_is_known()
    {
        var settings = Settings();
        settings.Add("lb", 8080);

        Assert.Equal("Ports:lb", settings.SettingOf(8080));
        Assert.Null(settings.SettingOf(8081));
    }

    private static PortSettings Settings(params (string Key, string Value)[] values) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create<string, string?>(value.Key, value.Value))).Build());
}
