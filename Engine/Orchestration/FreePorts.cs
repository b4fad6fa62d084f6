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

    public int Take()
    {
        lock (_gate)
        {
            for (var tries = 0; tries < Last - First; tries++)
            {
                _next = _next >= Last ? First : _next + 1;
                if (IsFree(_next))
                {
                    return _next;
                }
            }
        }

        throw new DistributedApplicationException($"No free port was found between {First} and {Last}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
            udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
