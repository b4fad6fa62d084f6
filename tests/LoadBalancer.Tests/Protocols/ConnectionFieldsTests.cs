using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Protocols;

/// <summary>What a <c>Connection</c> field says concerns one connection, on however many lines it is said.</summary>
public sealed class ConnectionFieldsTests(SharedConsul consul) : MeshTest(consul)
{
    private const string Last = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData(true, 2, "X-Named")]
    [InlineData(true, 2, "other, x-named")]
    [InlineData(true, 2, "keep-alive, X-Named")]
    [InlineData(true, 2, "\u00fc, X-Named")]
    [InlineData(true, 1, "close, X-Named")]
    [InlineData(true, 1, "close", "X-Named")]
    [InlineData(true, 1, "X-Named", "close")]
    [InlineData(true, 1, "close, other", "keep-alive, X-Named")]
    [InlineData(true, 2, "keep-alive", "X-Named")]
    [InlineData(true, 2, "X-Named", "keep-alive")]
    [InlineData(true, 2, "X-Named", "Upgrade")]
    [InlineData(false, 2, "keep-alive, X-Named")]
    [InlineData(false, 1, "close", "X-Named")]
    [InlineData(false, 2, "X-Named", "keep-alive")]
    public async Task What_a_client_names_stays_behind_and_what_it_says_of_its_connection_holds(bool ownForwarder, int answers, params string[] lines)
    {
        await AddInstanceAsync(TellWhatIsThere);
        var balancer = await StartBalancerAsync($"--LoadBalancer:OwnForwarder={ownForwarder}");

        var heard = await RawClient.SendAsync(balancer.Address, Request(lines) + Last, Deadline);

        Assert.DoesNotContain("X-Named is there", heard, StringComparison.Ordinal);
        Assert.Equal(answers, heard.Split("X-Named is ").Length - 1);
    }

    [Fact]
    public async Task Only_the_request_that_names_a_field_loses_it()
    {
        await AddInstanceAsync(TellWhatIsThere);
        var balancer = await StartBalancerAsync();

        var heard = await RawClient.SendAsync(
            balancer.Address, Request("X-Named") + Request("X-Named", "keep-alive") + Request("keep-alive") + Request("X-Named") + Request("close"), Deadline);

        Assert.Equal(["absent", "absent", "there", "absent", "there"], Words(heard));
    }

    [Fact]
    public async Task A_trailer_names_nothing_and_is_named_like_any_field()
    {
        await AddInstanceAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await (context.Request.GetTrailer("X-Named").Count > 0 ? context.Response.WriteAsync("X-Named is a trailer.") : TellWhatIsThere(context));
        });
        var balancer = await StartBalancerAsync();
        const string Post = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n";

        var heard = await RawClient.SendAsync(
            balancer.Address, $"{Post}Connection: X-Named\r\n\r\n0\r\nX-Named: n\r\n\r\n{Post}\r\n0\r\nConnection: X-Named\r\n\r\n{Request("close")}", Deadline);

        Assert.Equal(["absent", "absent", "there"], Words(heard));
    }

    [Fact]
    public async Task A_client_of_HTTP_1_0_keeps_its_connection_when_it_also_names_fields()
    {
        await AddInstanceAsync(TellWhatIsThere);
        var balancer = await StartBalancerAsync();

        var heard = await RawClient.SendAsync(
            balancer.Address, Request("keep-alive", "X-Named").Replace("/1.1", "/1.0") + Request("X-Named").Replace("/1.1", "/1.0") + Last, Deadline);

        Assert.Equal(["absent", "absent"], Words(heard));
    }

    [Theory]
    [InlineData("Upgrade", "X-Named")]
    [InlineData("X-Named", "keep-alive, Upgrade")]
    public async Task A_connection_is_upgraded_whatever_else_is_named(params string[] lines)
    {
        var instance = Track(new RawBackend("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", RawEnd.Close));
        await RegisterAsync("upgrading", instance.Port);
        var balancer = await StartBalancerAsync();

        var heard = await RawClient.SendAsync(balancer.Address, Request(lines).Replace("X-Named: n", "Upgrade: websocket\r\nX-Named: n\r\nX-Other: o"), Deadline);

        Assert.StartsWith("HTTP/1.1 101", heard, StringComparison.Ordinal);
        var asked = Assert.Single(instance.Received);
        Assert.Contains("X-Other: o", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Named", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "close, x-named")]
    [InlineData(false, "close, x-named")]
    [InlineData(true, "close", "x-named")]
    [InlineData(false, "close", "x-named")]
    [InlineData(true, "x-named", "keep-alive")]
    [InlineData(false, "x-named", "keep-alive")]
    public async Task What_an_instance_names_stays_behind(bool ownForwarder, params string[] lines)
    {
        await using var instance = new BreakingBackend(
            $"HTTP/1.1 200 OK\r\nX-Named: n\r\n{string.Concat(lines.Select(line => $"Connection: {line}\r\n"))}X-Other: o\r\nContent-Length: 0\r\n\r\n");
        await RegisterAsync("naming", instance.Port);
        var balancer = await StartBalancerAsync($"--LoadBalancer:OwnForwarder={ownForwarder}");

        var answer = await RawClient.GetAsync(balancer.Address, "/");

        Assert.Contains("X-Other: o", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Named", answer, StringComparison.OrdinalIgnoreCase);
    }

    private static string Request(params string[] lines) =>
        $"GET / HTTP/1.1\r\nHost: a\r\n{string.Concat(lines.Select(line => $"Connection: {line}\r\n"))}X-Named: n\r\n\r\n";

    private static Task TellWhatIsThere(HttpContext context)
    {
        var text = $"X-Named is {(context.Request.Headers.ContainsKey("X-Named") ? "there" : "absent")}.";
        context.Response.ContentLength = text.Length;
        return context.Response.WriteAsync(text);
    }

    private static IEnumerable<string> Words(string heard) => heard.Split("X-Named is ").Skip(1).Select(rest => rest[..rest.IndexOf('.', StringComparison.Ordinal)]);
}
