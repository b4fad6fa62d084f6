using System.Net;
using Mesh.LoadBalancer.Listeners.Forwarded;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Listeners.Forwarded;

public sealed class TrustedProxyMiddlewareTests
{
    private static readonly TrustedNetworks Trusted = new(new() { TrustedProxies = "10.0.0.0/8, 192.0.2.7, 2001:db8::/32" });

    [Theory]
    [InlineData("10.1.1.1", "203.0.113.9", "203.0.113.9", "203.0.113.9, 10.1.1.1")]
    [InlineData("10.1.1.1", "6.6.6.6, 203.0.113.9, 10.2.2.2", "203.0.113.9", "6.6.6.6, 203.0.113.9, 10.2.2.2, 10.1.1.1")]
    [InlineData("192.0.2.7", "203.0.113.9:4711", "203.0.113.9", "203.0.113.9:4711, 192.0.2.7")]
    [InlineData("2001:db8::1", "[2001:dead::9]:4711", "2001:dead::9", "[2001:dead::9]:4711, 2001:db8::1")]
    [InlineData("::ffff:10.1.1.1", "203.0.113.9", "203.0.113.9", "203.0.113.9, ::ffff:10.1.1.1")]
    [InlineData("10.1.1.1", "unknown, 10.2.2.2", "10.2.2.2", "unknown, 10.2.2.2, 10.1.1.1")]
    [InlineData("10.1.1.1", "", "10.1.1.1", "10.1.1.1")]
    public async Task The_client_is_the_last_in_the_chain_that_is_no_trusted_proxy(string peer, string chain, string client, string continued)
    {
        var context = await SendAsync(peer, ("X-Forwarded-For", chain));

        Assert.Equal(IPAddress.Parse(client), context.Connection.RemoteIpAddress);
        Assert.Equal(continued, new ForwardedHeaders(Trusted).Of(context).For);
    }

    [Fact]
    public async Task Scheme_and_host_of_a_trusted_proxy_are_passed_on()
    {
        var context = await SendAsync("10.1.1.1", ("X-Forwarded-Proto", "HTTPS"), ("X-Forwarded-Host", "shop.example"), ("Host", "inner"));

        Assert.Equal(new("10.1.1.1", "shop.example", "https"), new ForwardedHeaders(Trusted).Of(context));
        Assert.Equal("https", context.Request.Scheme);
        Assert.Equal("inner", context.Request.Host.Value);
    }

    [Fact]
    public async Task Anybody_elses_word_counts_for_nothing()
    {
        var context = await SendAsync(
            "203.0.113.9", ("X-Forwarded-For", "10.1.1.1"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"), ("Host", "shop.example"));

        Assert.Equal(new("203.0.113.9", "shop.example", "http"), new ForwardedHeaders(Trusted).Of(context));
        Assert.Equal(IPAddress.Parse("203.0.113.9"), context.Connection.RemoteIpAddress);
    }

    [Fact]
    public async Task A_scheme_that_is_none_is_not_believed_even_to_a_trusted_proxy() =>
        Assert.Equal("http", (await SendAsync("10.1.1.1", ("X-Forwarded-Proto", "javascript"))).Request.Scheme);

    [Theory]
    [InlineData("x-forwarded-for")]
    [InlineData("X-FORWARDED-HOST")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Forwarded-Port")]
    [InlineData("X-Forwarded-Prefix")]
    [InlineData("forwarded")]
    public void Names_are_known_in_any_case(string name) => Assert.True(ForwardedHeaders.Owns(name));

    [Theory]
    [InlineData("X-Forwarded-Foo")]
    [InlineData("Host")]
    public void Other_names_are_not(string name) => Assert.False(ForwardedHeaders.Owns(name));

    [Fact]
    public void What_is_no_network_is_named()
    {
        var errors = ForwardedOptionsValidator.Validate(new() { TrustedProxies = "10.0.0.0/8, somewhere, 1.2.3.4/99" });

        Assert.Equal(
            [
                "LoadBalancer:Forwarded:TrustedProxies holds 'somewhere': 10.0.0.0/8, 192.168.1.7 would work.",
                "LoadBalancer:Forwarded:TrustedProxies holds '1.2.3.4/99': 10.0.0.0/8, 192.168.1.7 would work.",
            ],
            errors);
    }

    private static async Task<HttpContext> SendAsync(string peer, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(peer) }, Request = { Scheme = "http" } };
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        await new TrustedProxyMiddleware(_ => Task.CompletedTask, Trusted).InvokeAsync(context);
        return context;
    }
}
