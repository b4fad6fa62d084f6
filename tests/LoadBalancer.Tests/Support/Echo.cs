using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>Instances that send back what they hear, as they hear it, and how a client reads it.</summary>
internal static class Echo
{
    private const int LongestMessage = 100;

    /// <summary>Sends back messages until the client closes; answers other requests with nothing.</summary>
    public static Task OverWebSocketAsync(HttpContext context) => OverWebSocketAsync(context, closed: null);

    /// <param name="context">The request.</param>
    /// <param name="closed">Learns how the client closed.</param>
    public static async Task OverWebSocketAsync(HttpContext context, TaskCompletionSource<WebSocketCloseStatus?>? closed)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[LongestMessage];
        for (var message = await socket.ReceiveAsync(buffer.AsMemory(), default);
            message.MessageType != WebSocketMessageType.Close;
            message = await socket.ReceiveAsync(buffer.AsMemory(), default))
        {
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, default);
        }

        closed?.SetResult(socket.CloseStatus);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
    }

    /// <summary>Sends back the body's pieces, and then a trailer as gRPC has it.</summary>
    public static async Task AsGrpcAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        var buffer = new byte[LongestMessage];
        for (int count; (count = await context.Request.Body.ReadAsync(buffer)) > 0;)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, count));
            await context.Response.Body.FlushAsync();
        }

        context.Response.AppendTrailer("grpc-status", "0");
    }

    /// <returns>The next piece of an answer; empty at its end.</returns>
    public static async Task<string> ReadAsync(Stream answer, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestMessage];
        return Encoding.UTF8.GetString(buffer, 0, await answer.ReadAsync(buffer, cancellationToken));
    }
}
