using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Gives ports that nobody uses, in sequence from a random start. They lie below the ports that Linux gives to outgoing connections: one of those
/// could otherwise take a port between its allocation and the moment somebody listens on it.
/// </summary>
internal sealed class FreePorts
{
    private const int First = 15_000;
    private const int Last = 32_000;

    private readonly Lock _gate = new();
    private int _next = Random.Shared.Next(First, Last);

    /// <param name="host">Where it must be free: a loopback address, or any other name for 127.0.0.1.</param>
    public int Take(string host = "localhost")
    {
        var address = IPAddress.TryParse(host, out var given) && IPAddress.IsLoopback(given) ? given : IPAddress.Loopback;
        lock (_gate)
        {
            for (var tries = 0; tries < Last - First; tries++)
            {
                _next = _next >= Last ? First : _next + 1;
                if (IsFree(address, _next))
                {
                    return _next;
                }
            }
        }

        throw new DistributedApplicationException($"No free port was found between {First} and {Last}.");
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var tcp = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            tcp.Bind(new IPEndPoint(address, port));
            using var udp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
            udp.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
