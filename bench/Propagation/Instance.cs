using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mesh.Bench.Propagation;

/// <summary>An instance that answers every request with its name: as little work as an instance can be, in this process.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly byte[] _answer;

    public Instance(string name)
    {
        Name = name;
        _answer = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {name.Length}\r\n\r\n{name}");
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Name { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_ending.Token), _ending.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The instance is not needed any more.
        }
    }

    // Requests without a body, one at a time: one read is one request.
    private async Task AnswerAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            var buffer = new byte[8192];
            try
            {
                while (await stream.ReadAsync(buffer, cancellationToken) > 0)
                {
                    await stream.WriteAsync(_answer, cancellationToken);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The balancer closed the connection, or the instance is not needed any more.
            }
        }
    }
}
