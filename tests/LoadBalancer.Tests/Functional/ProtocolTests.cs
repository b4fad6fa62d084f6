using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class ProtocolTests(SharedConsul consul) : MeshTest(consul)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_WebSockets_client_learns_at_once_that_its_instance_is_gone(bool isReset)
    {
        const string Upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
        var instance = Track(new RawBackend($"HTTP/1.1 101 Switching Protocols\r\n{Upgrade}\r\n", isReset ? RawEnd.Reset : RawEnd.Close));
        await RegisterAsync("gone", instance.Port);
        var balancer = await StartBalancerAsync();

        // Only listens: what it would send tells it nothing.
        var heard = await RawClient.SendAsync(
            balancer.Address, $"GET / HTTP/1.1\r\nHost: a\r\n{Upgrade}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", Deadline);

        Assert.DoesNotContain("no end after", heard, StringComparison.Ordinal);
        Assert.True(isReset || heard.StartsWith("HTTP/1.1 101", StringComparison.Ordinal), heard);
    }

    [Fact]
    public async Task The_instance_sees_the_clients_host_and_the_connection_as_the_balancer_saw_it()
    {
        await AddInstanceAsync(TellHeaders);

        // Publishers set this for services behind a proxy; the proxy itself must not believe its clients.
        var balancer = await StartBalancerAsync("--ForwardedHeaders_Enabled=true");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "example.com";
        request.Headers.Add("X-Forwarded-For", "192.0.2.66");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Forwarded", "for=192.0.2.66");

        using var answer = await balancer.Client.SendAsync(request, Cancelled);

        var lines = (await answer.Content.ReadAsStringAsync(Cancelled)).Split('\n');
        Assert.Equal(
            ["Host: example.com", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-Host: example.com", "X-Forwarded-Proto: http"],
            lines.Where(line => line.StartsWith("Host", StringComparison.Ordinal) || line.Contains("Forwarded", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_stream_of_events_opens_before_the_first_and_each_arrives_as_it_is_sent()
    {
        var next = new SemaphoreSlim(0);
        await AddInstanceAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.FlushAsync();
            for (var i = 0; i < 3; i++)
            {
                await next.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync($"data: {i}\n\n");
                await context.Response.Body.FlushAsync();
            }
        });
        var balancer = await StartBalancerAsync();
        await using var stream = await balancer.Client.GetStreamAsync("/", Cancelled);
        using var reader = new StreamReader(stream);

        for (var i = 0; i < 3; i++)
        {
            next.Release();
            Assert.Equal($"data: {i}", await reader.ReadLineAsync(Cancelled));
            Assert.Equal("", await reader.ReadLineAsync(Cancelled));
        }

        Assert.Null(await reader.ReadLineAsync(Cancelled));
    }

    [Fact]
    public async Task A_WebSocket_passes_and_outlives_its_instances_registration()
    {
        var instance = await AddInstanceAsync(Echo.OverWebSocketAsync);
        var balancer = await StartBalancerAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(balancer.Address) { Scheme = "ws" }.Uri, Cancelled);
        Assert.Equal("one", await EchoAsync(socket, "one"));

        await DeregisterAsync(instance.Name);
        await Eventually.Async(
            async () => (await balancer.Client.GetAsync("/", Cancelled)).StatusCode == HttpStatusCode.ServiceUnavailable,
            Deadline, "The instance should be gone");

        Assert.Equal("two", await EchoAsync(socket, "two"));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", Cancelled);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task HTTP2_without_TLS_passes_in_both_directions_at_once_with_trailers_as_gRPC_needs_it()
    {
        var backend = await StartBackendAsync(Echo.AsGrpcAsync, http2: true);
        await RegisterAsync($"{Service}-grpc", backend.Name, backend.Port, [$"urlprefix-/{Service} proto=grpc"]);
        var url = $"http://127.0.0.1:{FreePort.Take()}";
        await StartBalancerAsync($"--LoadBalancer:Http2Url={url}");
        using var client = new HttpClient();
        var content = new TalkingContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{url}/{Service}")
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        var answering = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await content.SayAsync("one");
        using var answer = await answering;
        await using var stream = await answer.Content.ReadAsStreamAsync(Cancelled);
        Assert.Equal("one", await Echo.ReadAsync(stream, Cancelled));
        await content.SayAsync("two");
        Assert.Equal("two", await Echo.ReadAsync(stream, Cancelled));
        content.Finish();
        Assert.Equal("", await Echo.ReadAsync(stream, Cancelled));

        Assert.Equal(HttpVersion.Version20, answer.Version);
        Assert.Equal("0", Assert.Single(answer.TrailingHeaders.GetValues("grpc-status")));
    }

    [Fact]
    public async Task A_body_larger_than_Kestrels_own_limit_is_streamed_through()
    {
        const int Size = 40_000_000;
        await AddInstanceAsync(async context =>
        {
            var count = 0L;
            var buffer = new byte[65_536];
            for (int read; (read = await context.Request.Body.ReadAsync(buffer)) > 0; count += read)
            {
            }

            await context.Response.WriteAsync($"{count}");
        });
        var balancer = await StartBalancerAsync();

        using var answer = await balancer.Client.PostAsync("/", new ByteArrayContent(new byte[Size]), Cancelled);

        Assert.Equal($"{Size}", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Without_telemetry_a_clients_trace_headers_pass_as_they_are()
    {
        await AddInstanceAsync(TellHeaders);
        var balancer = await StartBalancerAsync();
        var id = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";

        var answer = await RawClient.GetAsync(balancer.Address, $"/ HTTP/1.1\r\ntraceparent: {id}\r\nX-Rest:");

        Assert.Contains($"traceparent: {id}", answer);
    }

    private static Task TellHeaders(HttpContext context) =>
        context.Response.WriteAsync(string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}")));

    private static async Task<string> EchoAsync(ClientWebSocket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Cancelled);
        var buffer = new byte[100];
        var answer = await socket.ReceiveAsync(buffer.AsMemory(), Cancelled);
        return Encoding.UTF8.GetString(buffer, 0, answer.Count);
    }
}
