using System.Net;
using System.Net.Sockets;

namespace Mesh.Consul.Tests.Http;

/// <summary>A peer that reads a request and then closes the connection in good order without a word, as a killed Consul's kernel does.</summary>
internal sealed class ClosingPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _connections;

    public ClosingPeer()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address => $"{_listener.LocalEndpoint}";

    /// <summary>How many connections were made to it.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            Socket connection;
            try
            {
                connection = await _listener.AcceptSocketAsync();
            }
            catch (Exception e) when (e is SocketException or InvalidOperationException)
            {
                return;
            }

            using (connection)
            {
                Interlocked.Increment(ref _connections);
                await connection.ReceiveAsync(buffer);
                connection.Shutdown(SocketShutdown.Both);
            }
        }
    }
}
