using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Listeners;
using Microsoft.Extensions.Configuration;

namespace Mesh.LoadBalancer.Tests.Configuration;

public sealed class PublicListenersTests
{
    private static readonly LoadBalancerOptions Options = new() { AdminUrl = "http://127.0.0.1:8081" };

    [Fact]
    public void Without_any_setting_it_is_port_8080_of_this_machine() => Assert.Equal(["http://localhost:8080"], Addresses());

    [Fact]
    public void Addresses_given_are_taken() => Assert.Equal(["http://a:1", "http://b:2"], Addresses(("urls", "http://a:1;http://b:2")));

    [Fact]
    public void Ports_that_a_container_image_sets_are_taken_when_there_is_no_address() =>
        Assert.Equal(["http://*:8080", "http://*:9090"], Addresses(("http_ports", "8080;9090")));

    [Theory]
    [InlineData("http://localhost:8081")]
    [InlineData("http://127.0.0.1:8081")]
    [InlineData("http://[::1]:8081")]
    public void The_admins_address_among_them_is_left_to_the_admin(string admin)
    {
        Assert.Equal(["http://localhost:8080"], Addresses(("urls", $"http://localhost:8080;{admin}")));
        Assert.Equal(["http://localhost:8080"], Addresses(("urls", admin)));
    }

    [Fact]
    public void What_is_no_address_is_named()
    {
        var configuration = ConfigurationOf(("urls", "8080;http://localhost:8080;https://localhost:8443"));

        Assert.Equal(
            [
                "urls (ASPNETCORE_URLS) holds '8080': http://localhost:8080 would work.",
                "urls (ASPNETCORE_URLS) holds 'https://localhost:8443': http://localhost:8080 would work.",
            ],
            PublicListeners.Validate(configuration));
    }

    private static IReadOnlyList<string> Addresses(params (string Key, string Value)[] settings) =>
        PublicListeners.Addresses(ConfigurationOf(settings), Options);

    private static IConfiguration ConfigurationOf(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
