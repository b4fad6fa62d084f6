using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>What goes both ways at once, or in a certain order: gRPC over TLS, <c>Expect</c>, event streams and WebSockets over HTTP/2 at the end.</summary>
public sealed class StreamingTests(SharedConsul consul) : MeshTest(consul)
{
    private readonly TestFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_gRPC_stream_passes_over_TLS_on_both_sides_with_its_trailers()
    {
        var backend = await StartBackendAsync(Echo.AsGrpcAsync, http2: true, secure: true);
        await RegisterAsync(backend.Name, backend.Port, $"urlprefix-/{Service} proto=grpcs tlsskipverify=true");
        var balancer = await StartWithTlsAsync();
        using var client = new HttpClient(TakeAnyCertificate());
        var content = new TalkingContent();
        using var request = Http2(HttpMethod.Post, new(balancer.SecureAddress, $"/{Service}/Echo"));
        request.Content = content;
        request.Headers.TE.Add(new("trailers"));

        var answering = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await content.SayAsync("one");
        using var answer = await answering;
        await using var stream = await answer.Content.ReadAsStreamAsync(Cancelled);
        Assert.Equal("one", await Echo.ReadAsync(stream, Cancelled));
        await content.SayAsync("two");
        Assert.Equal("two", await Echo.ReadAsync(stream, Cancelled));
        content.Finish();
        Assert.Equal("", await Echo.ReadAsync(stream, Cancelled));

        Assert.Equal("0", Assert.Single(answer.TrailingHeaders.GetValues("grpc-status")));
    }

    [Fact]
    public async Task A_gRPC_error_without_a_message_passes_as_it_is()
    {
        // gRPC's "trailers only" answer: the status stands in the head.
        var backend = await StartBackendAsync(
            context =>
            {
                context.Response.ContentType = "application/grpc";
                context.Response.Headers["grpc-status"] = "5";
                return Task.CompletedTask;
            },
            http2: true);
        await RegisterAsync(backend.Name, backend.Port, $"urlprefix-/{Service} proto=grpc");
        var url = $"http://127.0.0.1:{FreePort.Take()}";
        await StartBalancerAsync($"--LoadBalancer:Http2Url={url}");
        using var client = new HttpClient();

        using var answer = await client.SendAsync(Http2(HttpMethod.Post, new($"{url}/{Service}/Find")), Cancelled);

        Assert.Equal("5", Assert.Single(answer.Headers.GetValues("grpc-status")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_expects_to_be_asked_for_its_body_is_asked_when_the_instance_wants_it(bool wants)
    {
        await AddInstanceAsync(async context =>
        {
            if (!wants)
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            await context.Response.WriteAsync($"{body.Length} bytes");
        });
        var balancer = await StartBalancerAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(balancer.Address.Host, balancer.Address.Port, Cancelled);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);

        // A body of up to 1 KiB .NET's client would rather send than close the connection for.
        await stream.WriteAsync("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n"u8.ToArray(), Cancelled);
        var first = await reader.ReadLineAsync(Cancelled);

        Assert.Equal(wants ? "HTTP/1.1 100 Continue" : "HTTP/1.1 401 Unauthorized", first);
        if (wants)
        {
            await stream.WriteAsync(new byte[5000], Cancelled);
            var rest = await reader.ReadToEndAsync(Cancelled);
            Assert.Contains("HTTP/1.1 200 OK", rest);
            Assert.Contains("5000 bytes", rest);
        }
    }

    [Fact]
    public async Task A_body_that_ends_with_trailers_arrives_whole()
    {
        await AddInstanceAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            await context.Response.WriteAsync($"{body.Length} {context.Features.Get<IHttpRequestTrailersFeature>()?.Available}");
        });
        var balancer = await StartBalancerAsync();

        var answer = await RawClient.SendAsync(
            balancer.Address, "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n4\r\nbody\r\n0\r\nX-Sum: 7\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200", answer);
        Assert.Contains("4 ", answer);
    }

    [Fact]
    public async Task Events_go_on_while_the_balancer_drains_and_end_in_good_order()
    {
        var next = new SemaphoreSlim(0);
        await AddInstanceAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.FlushAsync();
            for (var i = 0; i < 2; i++)
            {
                await next.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync($"data: {i}\n\n");
                await context.Response.Body.FlushAsync();
            }
        });
        var balancer = await StartBalancerAsync("--Drain:Timeout=00:00:15");
        using var answer = await balancer.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancelled));
        next.Release();
        Assert.Equal("data: 0", await reader.ReadLineAsync(Cancelled));

        var stopping = balancer.StopAsync();
        next.Release();

        Assert.Equal("\ndata: 1\n\n", await reader.ReadToEndAsync(Cancelled));
        await stopping.WaitAsync(Deadline, Cancelled);
    }

    [Fact]
    public async Task A_WebSocket_over_HTTP2_passes_and_gets_a_close_frame_when_the_balancer_stops()
    {
        await AddInstanceAsync(Echo.OverWebSocketAsync);
        var balancer = await StartWithTlsAsync("--Drain:Timeout=00:00:15");
        using var invoker = new HttpMessageInvoker(TakeAnyCertificate());
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await socket.ConnectAsync(new UriBuilder(balancer.SecureAddress) { Scheme = "wss" }.Uri, invoker, Cancelled);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancelled);
        var buffer = new byte[100];
        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer.AsMemory(), Cancelled)).Count));

        var stopping = balancer.StopAsync();

        Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveAsync(buffer.AsMemory(), Cancelled)).MessageType);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        socket.Abort();
        await stopping.WaitAsync(Deadline, Cancelled);
    }

    private static SocketsHttpHandler TakeAnyCertificate() => new() { SslOptions = new() { RemoteCertificateValidationCallback = static (_, _, _, _) => true } };

    private static HttpRequestMessage Http2(HttpMethod method, Uri address) =>
        new(method, address) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

    private Task<Balancer> StartWithTlsAsync(params string[] settings) => StartBalancerAsync(
        ["--LoadBalancer:HttpsUrl=https://127.0.0.1:0", $"--LoadBalancer:Tls:Certificate={new TestCertificate("localhost").WritePem(_folder.File("a.pem"))}", .. settings]);
}
