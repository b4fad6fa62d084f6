using System.Net;

namespace Mesh.SimpleWeb.Visits;

internal static class VisitExtensions
{
    /// <summary>Counts a request for the pair of its client and the server address at which it arrived.</summary>
    public static Visit Count(this VisitBook visits, HttpContext context)
    {
        var connection = context.Connection;
        var client = Plain(connection.RemoteIpAddress);
        var server = new IPEndPoint(Plain(connection.LocalIpAddress), connection.LocalPort);
        return visits.Count(client.ToString(), server.ToString());
    }

    // A socket for both families shows an IPv4 peer as ::ffff:192.0.2.1.
    private static IPAddress Plain(IPAddress? address) =>
        address is null ? IPAddress.None : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
