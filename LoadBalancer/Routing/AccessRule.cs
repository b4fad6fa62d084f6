using System.Collections.Immutable;
using System.Net;

namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// Who may come in, fabio's <c>allow=ip:10.0.0.0/8,ip:fe80::/10</c> or <c>deny=ip:1.2.3.4</c>. Judges the client's own address, never what a client
/// claims in <c>X-Forwarded-For</c>; behind a trusted proxy that is the address which the proxy reports.
/// </summary>
internal sealed class AccessRule : IEquatable<AccessRule>
{
    private readonly bool _allows;
    private readonly string _text;
    private readonly ImmutableArray<IPNetwork> _networks;

    private AccessRule(bool allows, string text, ImmutableArray<IPNetwork> networks)
    {
        _allows = allows;
        _text = text;
        _networks = networks;
    }

    /// <summary>Reads the option's value; null when it holds anything that is not <c>ip:address</c> or <c>ip:network</c>.</summary>
    public static AccessRule? Parse(bool allows, string text)
    {
        var networks = text.Split(',').Select(Network).ToList();
        return networks.Contains(null) ? null : new(allows, text, [.. networks.Select(network => network!.Value)]);
    }

    /// <summary>Whether a client may come in. One without an address, over a Unix socket, may only where nothing is said of who may.</summary>
    public bool Admits(IPAddress? client)
    {
        if (client is null)
        {
            return !_allows;
        }

        var address = client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;
        foreach (var network in _networks)
        {
            if (network.Contains(address))
            {
                return _allows;
            }
        }

        return !_allows;
    }

    public bool Equals(AccessRule? other) => other is not null && other._allows == _allows && other._text == _text;

    public override bool Equals(object? obj) => Equals(obj as AccessRule);

    public override int GetHashCode() => HashCode.Combine(_allows, _text);

    /// <summary>The option as it stands in the tag.</summary>
    public override string ToString() => $"{(_allows ? "allow" : "deny")}={_text}";

    private static IPNetwork? Network(string item)
    {
        if (item.Trim().Split(':', 2) is not [var kind, var value] || !kind.Equals("ip", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? value : value[..slash], out var address))
        {
            return null;
        }

        var longest = address.GetAddressBytes().Length * 8;
        var length = longest;
        return slash >= 0 && (!int.TryParse(value[(slash + 1)..], out length) || length < 0 || length > longest) ? null : new(Masked(address, length), length);
    }

    // A network may be written by any address in it.
    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] &= (byte)(0xFF00 >> Math.Clamp(length - (i * 8), 0, 8));
        }

        return new(bytes);
    }
}
