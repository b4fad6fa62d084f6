using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mesh.LoadBalancer.Listeners;

/// <summary>
/// Calls an IPv4 client by its IPv4 address. On an address of every interface the socket serves both families and says <c>::ffff:192.0.2.1</c>, which no
/// rule for <c>192.0.2.0/24</c> fits and which few instances can read.
/// </summary>
internal static class PlainAddresses
{
    public static void UsePlainAddresses(this ListenOptions listen)
    {
        if (listen.IPEndPoint?.Address.Equals(IPAddress.IPv6Any) == true)
        {
            listen.Use(next => connection =>
            {
                if (connection.RemoteEndPoint is IPEndPoint { Address.IsIPv4MappedToIPv6: true } client)
                {
                    connection.RemoteEndPoint = new IPEndPoint(client.Address.MapToIPv4(), client.Port);
                }

                return next(connection);
            });
        }
    }
}
