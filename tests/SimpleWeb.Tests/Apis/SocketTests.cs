using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Mesh.SimpleWeb.Tests.Apis;

public sealed class SocketTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_comes_back_and_a_close_is_answered()
    {
        await using var web = await WebProcess.StartAsync();
        using var socket = await ConnectAsync(web);

        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancelled);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, Cancelled);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", Cancelled);

        Assert.Equal((WebSocketMessageType.Text, true), (received.MessageType, received.EndOfMessage));
        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_drain_closes_it_with_going_away()
    {
        await using var web = await WebProcess.StartAsync(("Drain__Delay", "0"));
        using var socket = await ConnectAsync(web);

        web.Terminate();
        await socket.ReceiveAsync(new byte[100], Cancelled);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancelled);

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        Assert.Equal(0, await web.WaitForExitAsync());
    }

    [Fact]
    public async Task A_plain_request_is_asked_to_upgrade()
    {
        await using var web = await WebProcess.StartAsync();

        using var answer = await web.Client.GetAsync("/socket", Cancelled);

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
    }

    private static async Task<ClientWebSocket> ConnectAsync(WebProcess web)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(web.Address) { Scheme = "ws", Path = "/socket" }.Uri, Cancelled);
        return socket;
    }
}
