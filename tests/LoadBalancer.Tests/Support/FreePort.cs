using System.Net;
using System.Net.Sockets;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>A free port of loopback, for a server that cannot take any port by itself.</summary>
internal static class FreePort
{
    // Below the ports that systems hand out by themselves, so that no outgoing connection takes it meanwhile.
    private const int First = 12_000;
    private const int Last = 19_000;

    // One after the other, so that no two tests are given the same.
    private static int _last = Random.Shared.Next(Last - First);

    public static int Take()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, First + (Math.Abs(Interlocked.Increment(ref _last)) % (Last - First)));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken: the next may be free.
            }
        }
    }
}
