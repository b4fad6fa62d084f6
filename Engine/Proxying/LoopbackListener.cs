using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Proxying;

/// <summary>Opens the listening sockets of a proxy.</summary>
internal static class LoopbackListener
{
    private const int Backlog = 512;

    /// <summary>How often another free port is tried when the one that IPv4 gave is taken on IPv6.</summary>
    private const int Attempts = 10;

    /// <summary>
    /// Listens on <paramref name="host"/>: an address, or <c>localhost</c>, which is 127.0.0.1 and, where there is one, ::1. Port 0 means any free
    /// port, the same on both.
    /// </summary>
    /// <exception cref="InvalidOperationException">The port is taken or the address is not this machine's. The message names both.</exception>
    public static IReadOnlyList<Socket> Listen(string host, int port)
    {
        if (host != "localhost")
        {
            return IPAddress.TryParse(host, out IPAddress? address)
                ? [Open(address, port)]
                : throw new InvalidOperationException($"An endpoint can listen on localhost or an IP address, not on '{host}'.");
        }

        for (int attempt = 1; ; attempt++)
        {
            Socket first = Open(IPAddress.Loopback, port);
            try
            {
                return TryOpenIPv6(((IPEndPoint)first.LocalEndPoint!).Port) is { } second ? [first, second] : [first];
            }
            catch (InvalidOperationException) when (port == 0 && attempt < Attempts)
            {
                first.Dispose();
            }
            catch
            {
                first.Dispose();
                throw;
            }
        }
    }

    private static Socket? TryOpenIPv6(int port)
    {
        try
        {
            return Socket.OSSupportsIPv6 ? Open(IPAddress.IPv6Loopback, port) : null;
        }
        catch (InvalidOperationException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.AddressNotAvailable })
        {
            return null; // IPv6 is known to the system but switched off.
        }
    }

    private static Socket Open(IPAddress address, int port)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            string reason = exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? "is in use by another process"
                : $"cannot be used: {exception.Message}";
            throw new InvalidOperationException($"Port {port} on {address} {reason}.", exception);
        }
    }
}
