using System.Net.WebSockets;

namespace Mesh.SimpleWeb.Apis;

internal static class SocketApi
{
    /// <summary>
    /// <c>/socket</c>: a WebSocket that sends every message back, frame by frame, until the client closes it. When the service drains it is closed
    /// with 1001 (going away: RFC 6455, 7.4.1). A plain request gets 426.
    /// </summary>
    public static IEndpointConventionBuilder MapSocket(this IEndpointRouteBuilder endpoints) =>
        endpoints.Map("/socket", static async (HttpContext context, IHostApplicationLifetime lifetime) =>
        {
            if (!context.WebSockets.IsWebSocketRequest)
            {
                context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
                context.Response.Headers.Upgrade = "websocket";
                return;
            }

            var draining = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var drain = lifetime.ApplicationStopping.Register(draining.SetResult);
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await EchoAsync(socket, draining.Task, context.RequestAborted);
        });

    private static async Task EchoAsync(WebSocket socket, Task draining, CancellationToken aborted)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var receive = socket.ReceiveAsync(buffer.AsMemory(), aborted).AsTask();
            if (socket.State == WebSocketState.Open && await Task.WhenAny(receive, draining) == draining)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "draining", aborted);
            }

            var received = await receive;
            if (received.MessageType == WebSocketMessageType.Close)
            {
                break;
            }

            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, aborted);
            }
        }

        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, socket.CloseStatusDescription, aborted);
        }
    }
}
