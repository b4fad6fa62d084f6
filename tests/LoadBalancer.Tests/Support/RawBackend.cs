using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>An instance below HTTP: keeps every byte that comes, answers the head of each connection's first request with a text, and ends as it is told.</summary>
internal sealed class RawBackend : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<StringBuilder> _connections = new();
    private readonly string _answer;
    private readonly RawEnd _end;
    private readonly Task _accepting;

    public RawBackend(string answer, RawEnd end)
    {
        (_answer, _end) = (answer, end);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What came, by connection.</summary>
    public IReadOnlyList<string> Received => [.. _connections.Select(Read)];

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
    }

    private static string Read(StringBuilder connection)
    {
        lock (connection)
        {
            return connection.ToString();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_ending.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        var received = new StringBuilder();
        _connections.Enqueue(received);
        var buffer = new byte[65_536];
        var isAnswered = false;
        try
        {
            for (int count; (count = await connection.ReceiveAsync(buffer, _ending.Token)) > 0;)
            {
                string all;
                lock (received)
                {
                    all = received.Append(Encoding.Latin1.GetString(buffer, 0, count)).ToString();
                }

                if (!isAnswered && all.Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    isAnswered = true;
                    await connection.SendAsync(Encoding.Latin1.GetBytes(_answer), _ending.Token);
                    if (_end != RawEnd.Stay)
                    {
                        connection.LingerState = new(enable: _end == RawEnd.Reset, seconds: 0);
                        return;
                    }
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The balancer is gone, or the test is over.
        }
    }
}
