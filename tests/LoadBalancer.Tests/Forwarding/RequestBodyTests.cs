using System.Net.Sockets;
using System.Text;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>Bodies that instances do not take to their end.</summary>
public sealed class RequestBodyTests(SharedConsul consul) : MeshTest(consul)
{
    private const int Length = 1_000_000;

    private const string Early = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly";

    [Theory]
    [InlineData("", false, 502)]
    [InlineData("", true, 502)]
    [InlineData(Early, false, 200)]
    [InlineData(Early, true, 200)]
    public async Task A_client_whose_body_nobody_takes_gets_its_answer_and_goes_on_over_its_connection(string answer, bool isChunked, int status)
    {
        var faulty = Track(new RawBackend(answer, answer.Length > 0 ? RawEnd.Stay : RawEnd.Reset));
        await RegisterAsync($"{Service}-bad", $"{Service}-bad", faulty.Port, [$"urlprefix-/{Service}-bad"]);
        var good = await AddInstanceAsync();
        var balancer = await StartBalancerAsync();
        await balancer.GetAsync();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(balancer.Address.Host, balancer.Address.Port, Cancelled);
        var wire = new WireReader(client);
        var (framing, body) = isChunked
            ? ("Transfer-Encoding: chunked", $"{Length:x}\r\n{new string('b', Length)}\r\n0\r\n\r\n")
            : ($"Content-Length: {Length}", new string('b', Length));

        // Half of it: the answer must come while the rest is still missing.
        await client.SendAsync(Encoding.ASCII.GetBytes($"POST /{Service}-bad HTTP/1.1\r\nHost: a\r\n{framing}\r\n\r\n{body[..(Length / 2)]}"), Cancelled);
        var first = await AnswerAsync(wire);
        Assert.Equal(status, first.Status);
        await client.SendAsync(Encoding.ASCII.GetBytes($"{body[(Length / 2)..]}GET / HTTP/1.1\r\nHost: a\r\n\r\n"), Cancelled);

        Assert.Equal(good.Name, (await AnswerAsync(wire)).Body);
    }

    [Fact]
    public async Task The_trailers_of_a_body_reach_the_instance_unless_they_are_the_balancers_business()
    {
        await AddInstanceAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.WriteAsync(string.Join(' ', context.Features.Get<IHttpRequestTrailersFeature>()!.Trailers.Select(field => $"{field.Key}={field.Value}")));
        });
        var balancer = await StartBalancerAsync();

        var answer = await RawClient.SendAsync(
            balancer.Address,
            "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nX-Sum: 17\r\nX-Forwarded-For: 9.9.9.9\r\nContent-Length: 3\r\n\r\n",
            Deadline);

        Assert.Contains("X-Sum=17", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Forwarded", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length=", answer, StringComparison.Ordinal);
    }

    private static async Task<WireMessage> AnswerAsync(WireReader wire)
    {
        var head = await wire.ReadHeadAsync().WaitAsync(Deadline, Cancelled);
        Assert.True(head is not null, "The balancer closed the client's connection.");
        return await wire.ReadBodyAsync(new(head), isAnswer: true, hasBody: true).WaitAsync(Deadline, Cancelled);
    }
}
