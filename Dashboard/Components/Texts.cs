using System.Globalization;

namespace Mesh.Dashboard.Components;

/// <summary>Times, durations and numbers as people read them.</summary>
internal static class Texts
{
    /// <summary>The time of day with milliseconds, in the machine's time zone: what a browser on the same machine expects.</summary>
    public static string Clock(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Date, time and zone.</summary>
    public static string Exact(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);

    /// <summary>How long ago, roughly.</summary>
    public static string Ago(TimeSpan age) => age switch
    {
        { TotalSeconds: < 10 } => "just now",
        { TotalSeconds: < 60 } => "< 1 min ago",
        { TotalMinutes: < 60 } => $"{(int)age.TotalMinutes} min ago",
        { TotalHours: < 48 } => $"{(int)age.TotalHours} h ago",
        _ => $"{(int)age.TotalDays} days ago",
    };

    /// <summary>A duration with three digits that matter: <c>1.23 ms</c>.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalMicroseconds switch
    {
        < 1 => "0 µs",
        < 1_000 => $"{Digits(duration.TotalMicroseconds)} µs",
        < 1_000_000 => $"{Digits(duration.TotalMilliseconds)} ms",
        < 60_000_000 => $"{Digits(duration.TotalSeconds)} s",
        < 3_600_000_000 => $"{(int)duration.TotalMinutes} min {duration.Seconds} s",
        _ => $"{(int)duration.TotalHours} h {duration.Minutes} min",
    };

    /// <summary>A number with three digits that matter, or all of a whole one, in groups: <c>12,345</c>, <c>0.0123</c>.</summary>
    public static string Number(double value) =>
        double.IsInteger(value) && Math.Abs(value) < 1e15 ? value.ToString("#,0", CultureInfo.InvariantCulture) :
        Math.Abs(value) >= 1000 ? value.ToString("#,0", CultureInfo.InvariantCulture) : Digits(value);

    /// <summary>A count and what is counted: <c>1 span</c>, <c>2 spans</c>.</summary>
    public static string Count(int count, string one, string? many = null) =>
        $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";

    private static string Digits(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };
}
