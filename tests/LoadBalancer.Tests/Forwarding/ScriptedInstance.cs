using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>
/// Two addresses of one instance that notes every byte of the requests it gets, and does with the first of each case whatever the case says.
/// </summary>
internal sealed class ScriptedInstance : IAsyncDisposable
{
    /// <summary>The body of every answer that is not the first of a case.</summary>
    public const string PlainBody = "second";

    private const string Plain = $"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n{PlainBody}";

    private readonly TcpListener[] _listeners = [new(IPAddress.Loopback, 0), new(IPAddress.Loopback, 0)];
    private readonly ConcurrentDictionary<Socket, Task> _connections = [];
    private readonly ConcurrentQueue<WireMessage> _received = [];
    private readonly Task[] _accepting;
    private ForwardingCase? _case;
    private string? _number;

    public ScriptedInstance()
    {
        foreach (var listener in _listeners)
        {
            listener.Start();
        }

        _accepting = [.. _listeners.Select(AcceptAsync)];
    }

    public int[] Ports => [.. _listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];

    /// <summary>The requests of this case so far.</summary>
    public IReadOnlyList<WireMessage> Received => [.. _received];

    public void Play(ForwardingCase? next)
    {
        if (next is not null)
        {
            Volatile.Write(ref _number, next.Number);
        }

        _received.Clear();
        Volatile.Write(ref _case, next);
    }

    public async ValueTask DisposeAsync()
    {
        Array.ForEach(_listeners, listener => listener.Dispose());
        await Task.WhenAll(_accepting);
        foreach (var (socket, serving) in _connections)
        {
            socket.Dispose();
            await serving;
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync();
                socket.NoDelay = true;
                _connections[socket] = ServeAsync(socket);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // The listener was closed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        var wire = new WireReader(socket);
        try
        {
            while (await wire.ReadHeadAsync() is { } head)
            {
                var message = new WireMessage(head);
                var script = IsLate(message) ? null : Interlocked.Exchange(ref _case, null);
                if (script is { AnswersEarly: true })
                {
                    _received.Enqueue(message with { IsHeadOnly = true });
                    await SendAsync(socket, script.Answer);

                    // Who is refused before it was told to continue sends no body: an instance that waited for one before it ended its answer would wait for ever.
                    var mayWait = script.End == AnswerEnd.Keep || (script.End != AnswerEnd.Reset && !message.ValuesOf("Expect").Any());
                    message = mayWait ? await wire.ReadBodyAsync(message, isAnswer: false, hasBody: true) : message;
                }
                else
                {
                    message = await wire.ReadBodyAsync(message, isAnswer: false, hasBody: true);
                    if (!IsLate(message))
                    {
                        _received.Enqueue(message);
                    }

                    await SendAsync(socket, script?.Answer ?? [Plain]);
                }

                if (message.IsCut || script is { End: not AnswerEnd.Keep })
                {
                    await EndAsync(socket, script?.End ?? AnswerEnd.Close);
                    return;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The balancer closed the connection, which it may at any time.
        }
    }

    // A request that its client broke off may come, or end, only when the next case has begun.
    private bool IsLate(WireMessage message) => message.ValuesOf(ForwardingCase.NumberField).Any(number => number != Volatile.Read(ref _number));

    private static async Task SendAsync(Socket socket, string[] pieces)
    {
        foreach (var piece in pieces)
        {
            await socket.SendAsync(ForwardingCase.Bytes(piece));
            if (pieces.Length > 1)
            {
                // So that they arrive apart, mostly; nothing depends on it.
                await Task.Delay(1);
            }
        }
    }

    private static async Task EndAsync(Socket socket, AnswerEnd end)
    {
        if (end == AnswerEnd.Reset)
        {
            socket.LingerState = new(enable: true, seconds: 0);
            return;
        }

        // Closing with bytes unread would reset the connection, and the balancer might not see the answer.
        if (end != AnswerEnd.Stall)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        while (await socket.ReceiveAsync(new byte[4096]) > 0)
        {
        }
    }
}
