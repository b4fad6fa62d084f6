using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Mesh.LoadBalancer.Listeners.ProxyProtocol;

/// <summary>The header that a proxy puts before the bytes of a client. Rules: HAProxy's "proxy-protocol.txt", sections 2.1 and 2.2.</summary>
/// <param name="Length">How many bytes it takes; 0 while more are needed to tell.</param>
/// <param name="Client">The client's address; null when the proxy speaks for itself, or cannot tell.</param>
internal readonly record struct ProxyHeader(int Length, IPEndPoint? Client)
{
    /// <summary>The longest header that is read; version 2 may carry further values, which are passed over.</summary>
    public const int MaxLength = 4096;

    private const int MaxTextLength = 107;
    private const int BinaryPrefix = 16;
    private const int AddressesOfIPv4 = 12;
    private const int AddressesOfIPv6 = 36;

    private static ReadOnlySpan<byte> Text => "PROXY "u8;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Reads a header from the first bytes of a connection.</summary>
    /// <param name="bytes">All that has come so far.</param>
    /// <param name="header">The header; with length 0 when it is not complete yet.</param>
    /// <returns>False when these bytes begin no header.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ProxyHeader header)
    {
        header = default;
        return BeginsWith(bytes, Signature) ? TryReadBinary(bytes, ref header)
            : BeginsWith(bytes, Text) && TryReadText(bytes, ref header);
    }

    private static bool BeginsWith(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> start) =>
        bytes[..Math.Min(bytes.Length, start.Length)].SequenceEqual(start[..Math.Min(bytes.Length, start.Length)]);

    private static bool TryReadText(ReadOnlySpan<byte> bytes, ref ProxyHeader header)
    {
        var end = bytes[..Math.Min(bytes.Length, MaxTextLength)].IndexOf("\r\n"u8);
        if (end < 0)
        {
            return bytes.Length < MaxTextLength;
        }

        switch (Encoding.ASCII.GetString(bytes[..end]).Split(' '))
        {
            case ["PROXY", "UNKNOWN", ..]:
                header = new(end + 2, null);
                return true;
            case ["PROXY", "TCP4" or "TCP6", var source, var destination, var sourcePort, var destinationPort]
                when IPAddress.TryParse(source, out var client) && IPAddress.TryParse(destination, out _)
                    && TryReadPort(sourcePort, out var port) && TryReadPort(destinationPort, out _):
                header = new(end + 2, new(client, port));
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadPort(string text, out ushort port) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);

    private static bool TryReadBinary(ReadOnlySpan<byte> bytes, ref ProxyHeader header)
    {
        if (bytes.Length < BinaryPrefix)
        {
            return true;
        }

        var length = BinaryPrefix + BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        if (bytes[12] is not (0x20 or 0x21) || length > MaxLength)
        {
            return false;
        }

        if (bytes.Length < length)
        {
            return true;
        }

        // 0x20: the proxy itself asks, a health check for instance. Families: 1 IPv4, 2 IPv6; whatever else has no address of a client.
        var addresses = bytes[BinaryPrefix..length];
        switch (bytes[12] == 0x20 ? 0 : bytes[13] >> 4)
        {
            case 1:
                header = new(length, addresses.Length < AddressesOfIPv4 ? null : new(new IPAddress(addresses[..4]), BinaryPrimitives.ReadUInt16BigEndian(addresses[8..])));
                return addresses.Length >= AddressesOfIPv4;
            case 2:
                header = new(length, addresses.Length < AddressesOfIPv6 ? null : new(new IPAddress(addresses[..16]), BinaryPrimitives.ReadUInt16BigEndian(addresses[32..])));
                return addresses.Length >= AddressesOfIPv6;
            default:
                header = new(length, null);
                return true;
        }
    }
}
