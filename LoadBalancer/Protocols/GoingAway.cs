using System.Security.Cryptography;

namespace Mesh.LoadBalancer.Protocols;

/// <summary>The frame that says "going away": close, status 1001 (RFC 6455, 7.4.1).</summary>
internal static class GoingAway
{
    private const byte FinalClose = 0x88;
    private const byte Masked = 0x80;
    private const byte High = 1001 >> 8;
    private const byte Low = 1001 & 0xFF;

    /// <summary>As a server sends it.</summary>
    public static ReadOnlyMemory<byte> ToClient { get; } = new byte[] { FinalClose, 2, High, Low };

    /// <summary>As a client sends it: masked with a key of its own (RFC 6455, 5.3).</summary>
    public static byte[] ToInstance()
    {
        Span<byte> key = stackalloc byte[4];
        RandomNumberGenerator.Fill(key);
        return [FinalClose, Masked | 2, .. key, (byte)(High ^ key[0]), (byte)(Low ^ key[1])];
    }
}
