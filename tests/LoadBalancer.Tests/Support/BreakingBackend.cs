using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>An instance that reads a request's head, writes some text (or nothing) and resets the connection, as a process does that is killed.</summary>
internal sealed class BreakingBackend : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _answer;
    private readonly Task _accepting;
    private int _requests;

    public BreakingBackend(string answer = "")
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptSocketAsync();
                await AnswerAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // The listener was closed.
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        var read = new StringBuilder();
        var buffer = new byte[4096];
        while (!read.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await client.ReceiveAsync(buffer);
            if (count == 0)
            {
                return;
            }

            read.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        Interlocked.Increment(ref _requests);
        await client.SendAsync(Encoding.ASCII.GetBytes(_answer));
        client.LingerState = new(enable: _answer.Length == 0, seconds: 0);
    }
}
