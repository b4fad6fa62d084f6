using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using Mesh.Tests.Kit.Load;

namespace Mesh.Bench.Churn;

/// <summary>Clients that each talk over a WebSocket, and over a new one when the instance ends it in good order.</summary>
internal sealed class Conversations
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Uri _address;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task<List<Exchange>>> _running;

    public Conversations(Uri address, int clients)
    {
        _address = new UriBuilder(address) { Scheme = "ws", Path = "/socket" }.Uri;
        _running = [.. Enumerable.Range(0, clients).Select(_ => Task.Run(RunAsync))];
    }

    /// <returns>Every message, and how its answer came.</returns>
    public async Task<IReadOnlyList<Exchange>> StopAsync()
    {
        await _ending.CancelAsync();
        return [.. (await Task.WhenAll(_running)).SelectMany(exchanges => exchanges)];
    }

    private async Task<List<Exchange>> RunAsync()
    {
        var exchanges = new List<Exchange>();
        while (!_ending.IsCancellationRequested)
        {
            using var socket = new ClientWebSocket();
            await TalkAsync(socket, exchanges);
        }

        return exchanges;
    }

    private async Task TalkAsync(ClientWebSocket socket, List<Exchange> exchanges)
    {
        // A connection may break any time, not only when something is said, and is heard of then.
        var wellUntil = Stopwatch.GetTimestamp();
        try
        {
            await socket.ConnectAsync(_address, CancellationToken.None);
            for (var i = 0; !_ending.IsCancellationRequested; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                if (await EchoAsync(socket, $"message {i}") is not { } failure)
                {
                    break;
                }

                exchanges.Add(new(begun, Stopwatch.GetElapsedTime(begun), failure.Length == 0 ? null : failure));
                wellUntil = Stopwatch.GetTimestamp();
                await Task.Delay(Pause);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException e)
        {
            exchanges.Add(new(wellUntil, Stopwatch.GetElapsedTime(wellUntil), e.GetBaseException().Message));
        }
    }

    // What went wrong, or nothing; null when the instance ends the conversation.
    private static async Task<string?> EchoAsync(ClientWebSocket socket, string said)
    {
        var buffer = new byte[100];
        await socket.SendAsync(Encoding.ASCII.GetBytes(said), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var answer = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        var heard = Encoding.ASCII.GetString(buffer, 0, answer.Count);
        return answer.MessageType == WebSocketMessageType.Close ? null : heard == said ? "" : $"'{heard}' came back for '{said}'.";
    }
}
