using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Mesh.Dashboard.Configuration;

/// <summary>An address to listen at.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host"><c>localhost</c>, an IP address, or <c>*</c> for all of the machine's.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
internal sealed record ListenAddress(string Scheme, string Host, int Port)
{
    /// <summary>Whether this machine alone can reach it.</summary>
    public bool IsLoopback => IsLocalhost(Host) || (Ip is { } ip && IPAddress.IsLoopback(ip));

    /// <summary>The addresses that the host stands for. <c>localhost</c> is both of loopback's.</summary>
    public IReadOnlyList<IPAddress> Addresses =>
        IsLocalhost(Host) ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [Ip ?? (Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any)];

    private IPAddress? Ip => IPAddress.TryParse(Host.Trim('[', ']'), out var ip) ? ip : null;

    /// <summary>Reads an address; <see langword="null"/> when it is none.</summary>
    public static ListenAddress? Parse(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            var parsed = new ListenAddress(address.Scheme.ToLowerInvariant(), address.Host, address.Port);
            return parsed.Scheme is "http" or "https" && !address.IsUnixPipe && address.PathBase.Length == 0 && address.Port is >= 0 and <= ushort.MaxValue
                && (IsLocalhost(address.Host) || parsed.Ip is not null || address.Host is "*" or "+")
                ? parsed
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsLocalhost(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
