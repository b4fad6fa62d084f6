namespace Mesh.Dashboard.Otlp;

/// <summary>Reads times: nanoseconds since 1970, UTC.</summary>
internal static class WireTime
{
    private const ulong Latest = ulong.MaxValue / 4; // The year 2116: what is later is nonsense, and DateTime ends in 9999.

    public static DateTime Of(ulong nanoseconds) => DateTime.UnixEpoch.AddTicks((long)(Math.Min(nanoseconds, Latest) / 100));
}
