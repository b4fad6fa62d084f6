using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mesh.Engine.Tests.Proxying;

/// <summary>A TCP server on loopback that serves each connection as the test says, and counts them.</summary>
internal sealed class Backend : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _connections;

    public Backend(Func<Socket, Task> serve)
    {
        _listener.Start();
        _ = AcceptAsync(serve);
    }

    public EndPoint Address => _listener.LocalEndpoint;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>A backend that answers with everything it got, once the client has ended its side.</summary>
    public static Backend ThatAnswers(string prefix) => new(async socket =>
    {
        using NetworkStream stream = new(socket);
        MemoryStream received = new();
        await stream.CopyToAsync(received);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(prefix));
        await stream.WriteAsync(received.ToArray());
        socket.Shutdown(SocketShutdown.Send);
    });

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync(Func<Socket, Task> serve)
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync();
                Interlocked.Increment(ref _connections);
                _ = serve(socket);
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // Disposed.
        }
    }
}
