using System.Net.WebSockets;
using System.Text;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit.Load;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>Instances come and go under load; <c>bench/run churn</c> does the same at length, with processes.</summary>
public sealed class ChurnTests(SharedConsul consul) : MeshTest(consul)
{
    private const int PerSecond = 400;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_request_fails_while_instances_come_and_go(bool ownForwarder)
    {
        var instances = new Queue<Backend>();
        await AddAsync(instances, 3);
        var balancer = await StartBalancerAsync($"--LoadBalancer:OwnForwarder={ownForwarder}");
        var gets = new SteadyLoad(balancer.Address, Request("GET", ""), connections: 8, PerSecond);
        var posts = new SteadyLoad(balancer.Address, Request("POST", "body"), connections: 4, PerSecond);

        await AddAsync(instances, 4);
        await balancer.UntilAnsweredByAsync(instances.Select(instance => instance.Name));
        while (instances.Count > 3)
        {
            var before = gets.Count + posts.Count;
            await balancer.UntilAsync(() => gets.Count + posts.Count > before + 50, "The load should go on");
            await RemoveAsync(balancer, instances.Dequeue());
        }

        await balancer.UntilAnsweredByAsync(instances.Select(instance => instance.Name));
        Exchange[] all = [.. await gets.StopAsync(), .. await posts.StopAsync()];

        Assert.True(all.Length > 100, $"{all.Length} requests are not much of a load.");
        Assert.Equal([], all.Select(exchange => exchange.Failure).OfType<string>());
    }

    [Fact]
    public async Task A_download_and_a_WebSocket_outlive_their_instances_registration_under_load()
    {
        var next = new SemaphoreSlim(0);
        var leaving = await AddInstanceAsync(context => context.Request.Path == "/long" ? SendInPartsAsync(context, next) : EchoOnceAsync(context));
        var balancer = await StartBalancerAsync();
        using var download = await balancer.Client.GetAsync("/long", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(balancer.Address) { Scheme = "ws" }.Uri, Cancelled);
        var staying = await AddInstanceAsync();
        var load = new SteadyLoad(balancer.Address, Request("GET", ""), connections: 4, PerSecond);

        await DeregisterAsync(leaving.Name);
        await balancer.UntilAnsweredByAsync(staying.Name);
        next.Release();
        await socket.SendAsync("still here"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancelled);

        Assert.Equal(2_000_000, (await download.Content.ReadAsByteArrayAsync(Cancelled)).Length);
        var buffer = new byte[100];
        Assert.Equal("still here", Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer.AsMemory(), Cancelled)).Count));
        Assert.Equal([], (await load.StopAsync()).Select(exchange => exchange.Failure).OfType<string>());
    }

    private static byte[] Request(string method, string body) =>
        Encoding.ASCII.GetBytes($"{method} /any HTTP/1.1\r\nHost: web\r\n{(body.Length > 0 ? $"Content-Length: {body.Length}\r\n" : "")}\r\n{body}");

    private static async Task SendInPartsAsync(HttpContext context, SemaphoreSlim next)
    {
        context.Response.ContentLength = 2_000_000;
        await context.Response.Body.WriteAsync(new byte[1_000_000]);
        await next.WaitAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(new byte[1_000_000]);
    }

    private static async Task EchoOnceAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[100];
        var message = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
        await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, context.RequestAborted);
    }

    private async Task AddAsync(Queue<Backend> instances, int count)
    {
        for (var i = 0; i < count; i++)
        {
            instances.Enqueue(await AddInstanceAsync());
        }
    }

    // As a registrar does: out of Consul first; the instance ends when it has nothing left to do.
    private async Task RemoveAsync(Balancer balancer, Backend leaving)
    {
        var upstream = balancer.Services.GetRequiredService<IProxyStateLookup>().GetClusters().Select(cluster => (Pool)cluster.DestinationsState.AvailableDestinations)
            .SelectMany(pool => pool.All).First(candidate => candidate.Upstream.Authority == $"127.0.0.1:{leaving.Port}").Upstream;
        await DeregisterAsync(leaving.Name);
        await balancer.UntilAsync(() => upstream is { Clusters.IsEmpty: true, UnderWay: 0 }, $"{leaving.Name} should be gone");
        await leaving.StopAsync();
    }
}
