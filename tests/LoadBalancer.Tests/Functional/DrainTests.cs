using System.Net.WebSockets;
using System.Text;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class DrainTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task Told_to_stop_it_closes_both_sides_of_a_WebSocket_with_going_away_and_stops_at_once()
    {
        var seen = new TaskCompletionSource<WebSocketCloseStatus?>();
        await AddInstanceAsync(context => Echo.OverWebSocketAsync(context, seen));
        var balancer = await StartBalancerAsync("--Drain:Timeout=00:05:00");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(balancer.Address) { Scheme = "ws" }.Uri, Cancelled);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancelled);
        var buffer = new byte[100];
        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer.AsMemory(), Cancelled)).Count));

        var stopping = balancer.StopAsync();

        Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveAsync(buffer.AsMemory(), Cancelled)).MessageType);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await seen.Task.WaitAsync(Deadline, Cancelled));
        await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "", Cancelled);
        await stopping.WaitAsync(Deadline, Cancelled);
    }

    [Fact]
    public async Task A_download_under_way_is_finished_before_it_stops()
    {
        var next = new SemaphoreSlim(0);
        await AddInstanceAsync(async context =>
        {
            context.Response.ContentLength = 2_000_000;
            await context.Response.Body.WriteAsync(new byte[1_000_000]);
            await next.WaitAsync();
            await context.Response.Body.WriteAsync(new byte[1_000_000]);
        });
        var balancer = await StartBalancerAsync();
        using var answer = await balancer.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Cancelled);

        var stopping = balancer.StopAsync();
        next.Release();

        Assert.Equal(2_000_000, (await answer.Content.ReadAsByteArrayAsync(Cancelled)).Length);
        await stopping.WaitAsync(Deadline, Cancelled);
    }
}
