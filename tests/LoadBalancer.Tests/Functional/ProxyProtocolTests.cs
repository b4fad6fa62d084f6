using System.Net.Sockets;
using System.Text;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class ProxyProtocolTests(SharedConsul consul) : MeshTest(consul)
{
    private const string Request = "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6\r\nConnection: close\r\n\r\n";

    [Fact]
    public async Task A_trusted_proxys_header_names_the_client_whose_own_claims_still_count_for_nothing()
    {
        var balancer = await StartBalancerAsync("127.0.0.1");

        Assert.EndsWith("192.0.2.1", await ExchangeAsync(balancer, $"PROXY TCP4 192.0.2.1 10.0.0.1 56324 443\r\n{Request}"));
    }

    [Fact]
    public async Task A_header_that_comes_byte_by_byte_is_read()
    {
        var balancer = await StartBalancerAsync("127.0.0.1");
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(balancer.Address.Host, balancer.Address.Port, Cancelled);
        foreach (var letter in "PROXY TCP4 192.0.2.1 10.0.0.1 56324 443\r\n")
        {
            await client.GetStream().WriteAsync(new[] { (byte)letter }, Cancelled);
        }

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Request), Cancelled);

        Assert.EndsWith("192.0.2.1", await new StreamReader(client.GetStream()).ReadToEndAsync(Cancelled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PROXY TCP4 nobody 10.0.0.1 1 2\r\n")]
    public async Task Without_a_good_header_a_trusted_proxys_connection_is_closed(string header)
    {
        var balancer = await StartBalancerAsync("127.0.0.1");

        Assert.DoesNotContain("HTTP/1.1", await ExchangeAsync(balancer, header + Request));
    }

    [Fact]
    public async Task Nobody_elses_header_is_read()
    {
        var balancer = await StartBalancerAsync("192.0.2.0/24");

        Assert.StartsWith("HTTP/1.1 400", await ExchangeAsync(balancer, $"PROXY TCP4 192.0.2.1 10.0.0.1 56324 443\r\n{Request}"));
        Assert.EndsWith("127.0.0.1", await ExchangeAsync(balancer, Request));
    }

    private async Task<Balancer> StartBalancerAsync(string trusted)
    {
        await AddInstanceAsync(context =>
        {
            var seen = context.Request.Headers["X-Forwarded-For"].ToString();
            context.Response.ContentLength = seen.Length;
            return context.Response.WriteAsync(seen);
        });
        var balancer = await base.StartBalancerAsync(
            $"--LoadBalancer:Forwarded:TrustedProxies={trusted}", "--LoadBalancer:Forwarded:ProxyProtocol=true");
        await balancer.UntilAsync(() => balancer.ReadAsync("instances").Result.ToString().Contains("Passing", StringComparison.Ordinal), "The instance should be known");
        return balancer;
    }

    private static Task<string> ExchangeAsync(Balancer balancer, string bytes) => RawClient.SendAsync(balancer.Address, bytes, Deadline);
}
