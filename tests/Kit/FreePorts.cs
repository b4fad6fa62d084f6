using System.Net;
using System.Net.Sockets;

namespace Mesh.Tests.Kit;

/// <summary>Free TCP ports of the loopback address, for a server that must find them free again after a restart.</summary>
public static class FreePorts
{
    // Below the ports that systems hand out by themselves, so that no outgoing connection takes one while the server is down.
    private const int First = 20_000;
    private const int Last = 32_000;

    /// <summary>Different ports, each free a moment ago.</summary>
    public static int[] Take(int count)
    {
        // All are held until the last is found, so that they differ.
        List<TcpListener> held = [];
        try
        {
            while (held.Count < count)
            {
                var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, Last));
                try
                {
                    listener.Start();
                    held.Add(listener);
                }
                catch (SocketException)
                {
                    listener.Dispose();
                }
            }

            return [.. held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }
    }
}
