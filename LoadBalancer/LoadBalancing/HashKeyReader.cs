using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.IO.Hashing;

namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>Reads the key of a request and hashes it, without allocating. The same key has the same hash in every process.</summary>
internal abstract class HashKeyReader
{
    public const string Address = "address";

    /// <summary>The hash of a request's key; false when it has none.</summary>
    public abstract bool TryRead(HttpContext context, out ulong hash);

    /// <summary>The reader for a setting such as <c>header:X-User</c>; null when the text is none.</summary>
    public static HashKeyReader? For(string text) => text.Split(':', 2, StringSplitOptions.TrimEntries) switch
    {
        [var kind] when Is(kind, Address) => new OfAddress(),
        [var kind] when Is(kind, "path") => new OfPath(),
        [var kind, { Length: > 0 } name] when Is(kind, "header") => new OfHeader(name),
        [var kind, { Length: > 0 } name] when Is(kind, "cookie") => new OfCookie(name),
        _ => null,
    };

    /// <summary>The hash of a text.</summary>
    public static ulong Hash(ReadOnlySpan<char> text, long seed = 0) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text), seed);

    private static bool Is(string given, string kind) => given.Equals(kind, StringComparison.OrdinalIgnoreCase);

    private static bool TryHash(string? text, out ulong hash)
    {
        hash = string.IsNullOrEmpty(text) ? 0 : Hash(text);
        return !string.IsNullOrEmpty(text);
    }

    private sealed class OfAddress : HashKeyReader
    {
        public override bool TryRead(HttpContext context, out ulong hash)
        {
            Span<byte> bytes = stackalloc byte[16];
            var address = context.Connection.RemoteIpAddress;
            if (address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: true })
            {
                address = address.MapToIPv4();
            }

            var length = 0;
            var isKnown = address?.TryWriteBytes(bytes, out length) == true;
            hash = isKnown ? XxHash3.HashToUInt64(bytes[..length]) : 0;
            return isKnown;
        }
    }

    private sealed class OfPath : HashKeyReader
    {
        public override bool TryRead(HttpContext context, out ulong hash) => TryHash(context.Request.Path.Value, out hash);
    }

    private sealed class OfHeader(string name) : HashKeyReader
    {
        public override bool TryRead(HttpContext context, out ulong hash) => TryHash(context.Request.Headers[name].ToString(), out hash);
    }

    private sealed class OfCookie(string name) : HashKeyReader
    {
        public override bool TryRead(HttpContext context, out ulong hash) => TryHash(context.Request.Cookies[name], out hash);
    }
}
