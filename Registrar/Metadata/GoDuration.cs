using System.Globalization;
using System.Text.RegularExpressions;

namespace Mesh.Registrar.Metadata;

/// <summary>Durations as Go and so registrator and Consul write them: <c>10s</c>, <c>1m30s</c>, <c>500ms</c>.</summary>
internal static partial class GoDuration
{
    /// <summary>Reads a duration of at least a millisecond; null when <paramref name="text"/> is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var milliseconds = match.Groups["number"].Captures
            .Zip(match.Groups["unit"].Captures, (number, unit) => double.Parse(number.ValueSpan, CultureInfo.InvariantCulture) * Milliseconds(unit.Value))
            .Sum();
        return milliseconds >= 1 && milliseconds < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    /// <summary>Writes a duration, in the largest unit that gives a whole number.</summary>
    public static string Format(TimeSpan duration) => duration switch
    {
        _ when duration.Ticks % TimeSpan.TicksPerHour == 0 => $"{duration.Ticks / TimeSpan.TicksPerHour}h",
        _ when duration.Ticks % TimeSpan.TicksPerMinute == 0 => $"{duration.Ticks / TimeSpan.TicksPerMinute}m",
        _ when duration.Ticks % TimeSpan.TicksPerSecond == 0 => $"{duration.Ticks / TimeSpan.TicksPerSecond}s",
        _ => $"{duration.Ticks / TimeSpan.TicksPerMillisecond}ms",
    };

    private static double Milliseconds(string unit) => unit switch
    {
        "h" => 3_600_000,
        "m" => 60_000,
        "s" => 1_000,
        "ms" => 1,
        "us" or "µs" => 0.001,
        _ => 0.000_001,
    };

    [GeneratedRegex(@"\A((?<number>[0-9]{1,15}(\.[0-9]{1,9})?)(?<unit>ns|us|µs|ms|s|m|h))+\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
