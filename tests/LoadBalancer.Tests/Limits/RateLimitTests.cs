using System.Net;
using Mesh.LoadBalancer.Limits;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Limits;

public sealed class RateLimitTests
{
    [Fact]
    public void Each_client_address_has_a_bucket_of_its_own()
    {
        var limit = new RateLimit(new() { PerClient = 1, PerClientBurst = 2 });

        Assert.Equal([true, true, false], [Admits(limit, "10.0.0.1"), Admits(limit, "10.0.0.1"), Admits(limit, "10.0.0.1")]);
        Assert.True(Admits(limit, "10.0.0.2"));
    }

    [Fact]
    public void All_clients_share_the_services_bucket()
    {
        var limit = new RateLimit(new() { PerService = 1, PerServiceBurst = 2 });

        Assert.Equal([true, true, false], [Admits(limit, "10.0.0.1"), Admits(limit, "10.0.0.2"), Admits(limit, "10.0.0.3")]);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void An_IPv6_network_counts_as_one_client(string address, string client) =>
        Assert.Equal(IPAddress.Parse(client), RateLimit.NetworkOf(IPAddress.Parse(address)));

    private static bool Admits(RateLimit limit, string client) =>
        limit.Admits(new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(client) } }, out _);
}
