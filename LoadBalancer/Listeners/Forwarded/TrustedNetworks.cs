using System.Net;

namespace Mesh.LoadBalancer.Listeners.Forwarded;

/// <summary>The networks of the proxies that are believed.</summary>
internal sealed class TrustedNetworks(ForwardedOptions options)
{
    private readonly IPNetwork[] _networks = [.. Split(options.TrustedProxies).Where(text => TryParse(text, out _)).Select(Parse)];

    /// <summary>Whether nobody is believed.</summary>
    public bool IsEmpty => _networks.Length == 0;

    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in _networks)
        {
            if (network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }

    public static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }

    private static IPNetwork Parse(string text) => TryParse(text, out var network) ? network : throw new FormatException($"'{text}' is not a network.");
}
