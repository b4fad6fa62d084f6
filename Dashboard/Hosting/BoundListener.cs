using System.Net;
using System.Net.Sockets;
using Mesh.Dashboard.Configuration;

namespace Mesh.Dashboard.Hosting;

/// <summary>
/// Sockets that listen already, before any server is there to accept: the address is known and certain at once, and who connects early waits.
/// </summary>
internal sealed class BoundListener : IDisposable
{
    private const int Backlog = 512;
    private const int Tries = 20;

    private BoundListener(ListenerKind kind, ListenAddress address, IReadOnlyList<Socket> sockets)
    {
        (Kind, Address, Sockets) = (kind, address, sockets);
        Url = new UriBuilder(address.Scheme, address.Addresses.Count > 1 || address.Host is "*" or "+" ? "localhost" : address.Host, address.Port).Uri;
    }

    public ListenerKind Kind { get; }

    /// <summary>Where it listens, with the port that it really has.</summary>
    public ListenAddress Address { get; }

    /// <summary>Where a program on this machine reaches it.</summary>
    public Uri Url { get; }

    public IReadOnlyList<Socket> Sockets { get; }

    /// <summary>Binds.</summary>
    /// <param name="kind">What for.</param>
    /// <param name="address">Where.</param>
    /// <param name="mayTakeOtherPort">Whether any free port will do when the one asked for is taken.</param>
    /// <exception cref="DashboardException">The port is taken, or the address is not this machine's.</exception>
    public static BoundListener Bind(ListenerKind kind, ListenAddress address, bool mayTakeOtherPort)
    {
        try
        {
            return BindExactly(kind, address);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse && (mayTakeOtherPort || address.Port == 0))
        {
            return BindAnyPort(kind, address);
        }
        catch (SocketException exception)
        {
            throw Failure(address, exception);
        }
    }

    public void Dispose()
    {
        foreach (var socket in Sockets)
        {
            socket.Dispose();
        }
    }

    // A port that is free at one of localhost's two addresses may be taken at the other.
    private static BoundListener BindAnyPort(ListenerKind kind, ListenAddress address)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return BindExactly(kind, address with { Port = 0 });
            }
            catch (SocketException) when (tries < Tries)
            {
                continue;
            }
            catch (SocketException exception)
            {
                throw Failure(address, exception);
            }
        }
    }

    private static BoundListener BindExactly(ListenerKind kind, ListenAddress address)
    {
        var (sockets, port) = (new List<Socket>(2), address.Port);
        try
        {
            foreach (var ip in address.Addresses.Where(IsToBeHad))
            {
                var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                if (ip.Equals(IPAddress.IPv6Any))
                {
                    socket.DualMode = true;
                }

                socket.Bind(new IPEndPoint(ip, port));
                socket.Listen(Backlog);
                port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            }
        }
        catch
        {
            sockets.ForEach(socket => socket.Dispose());
            throw;
        }

        return new(kind, address with { Port = port }, sockets);
    }

    // Without IPv6, or in a container that has it but no ::1, localhost is 127.0.0.1 alone.
    private static bool IsToBeHad(IPAddress ip)
    {
        if (ip.AddressFamily == AddressFamily.InterNetwork || !ip.Equals(IPAddress.IPv6Loopback))
        {
            return true;
        }

        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(ip, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static DashboardException Failure(ListenAddress address, SocketException exception) => new(exception.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => $"Port {address.Port} is taken by another program.",
        _ => $"Cannot listen at {address.Scheme}://{address.Host}:{address.Port}: {exception.Message}.",
    }, exception);
}
