using System.Net;
using System.Net.Sockets;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>A port of loopback that refuses connections and that nobody else can take meanwhile: bound, but not listening.</summary>
internal sealed class DeadPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public DeadPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Brings the port to life: connections are accepted from now on.</summary>
    public void Listen() => _socket.Listen();

    public void Dispose() => _socket.Dispose();
}
