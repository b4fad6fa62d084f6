using System.Globalization;

namespace Mesh.Consul;

/// <summary>Durations as Consul writes them: Go's, such as <c>10s</c> or <c>1500ms</c>.</summary>
internal static class GoDuration
{
    public static string Format(TimeSpan duration) => duration.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / TimeSpan.TicksPerSecond}s")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / TimeSpan.TicksPerMillisecond}ms");
}
