using Mesh.Registrar.Instances;
using Microsoft.AspNetCore.Http;

namespace Mesh.Registrar.Reconciliation;

/// <summary>One listening address of an instance, in a form that others can reach it by.</summary>
/// <param name="Scheme"><c>http</c>, <c>https</c> or another; for a container's port <c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="Host">Host name or IP address, IPv6 without brackets.</param>
/// <param name="Port">The port there.</param>
internal sealed record ListeningAddress(string Scheme, string Host, int Port)
{
    /// <summary>The instance's own number of the port: what its entry and its metadata are named by.</summary>
    public int Number { get; init; } = Port;

    /// <summary>The address of a container's port; its scheme is the protocol.</summary>
    public static ListeningAddress Of(InstancePort port) => new(port.Protocol, port.Host, port.Port) { Number = port.Exposed };

    /// <summary>
    /// Reads an address as ASP.NET Core writes it. <c>localhost</c>, and the hosts that mean every interface, become
    /// <paramref name="ownAddress"/>. Null where it has no TCP port to register.
    /// </summary>
    public static ListeningAddress? Parse(string text, string ownAddress)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(text.Trim());
        }
        catch (FormatException)
        {
            return null;
        }

        var host = address.Host.Trim('[', ']');
        var isHost = Uri.CheckHostName(host) != UriHostNameType.Unknown || host is "*" or "+";
        if (address.IsUnixPipe || address.IsNamedPipe || !isHost || address.Port is < 1 or > ushort.MaxValue)
        {
            return null;
        }

        var isOwn = host is "*" or "+" or "0.0.0.0" or "::" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        return new(address.Scheme.ToLowerInvariant(), isOwn ? ownAddress : host, address.Port);
    }
}
