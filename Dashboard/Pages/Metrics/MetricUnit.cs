using System.Globalization;
using Mesh.Dashboard.Components;

namespace Mesh.Dashboard.Pages.Metrics;

/// <summary>A unit and how its values are written.</summary>
/// <param name="Kind"><c>duration</c> (seconds), <c>bytes</c>, <c>percent</c> (of 1) or <c>number</c>.</param>
/// <param name="Suffix">What stands behind a plain number.</param>
public sealed record MetricUnit(string Kind, string Suffix)
{
    /// <summary>What the units of OpenTelemetry (UCUM) mean; notes in braces, such as <c>{request}</c>, are words.</summary>
    /// <param name="unit">The instrument's unit.</param>
    /// <param name="perSecond">Whether the values are rates.</param>
    public static MetricUnit Of(string unit, bool perSecond) => unit switch
    {
        "s" when !perSecond => new("duration", ""),
        "By" => new("bytes", perSecond ? "/s" : ""),
        "1" when !perSecond => new("percent", ""),
        ['{', .., '}'] => new("number", $" {unit[1..^1]}s{(perSecond ? "/s" : "")}"),
        "" or "1" => new("number", perSecond ? " /s" : ""),
        _ => new("number", $" {unit}{(perSecond ? "/s" : "")}"),
    };

    /// <summary>A value with its unit.</summary>
    public string Write(double? value) => value is not { } number ? "–" : Kind switch
    {
        "duration" => number < 0 ? $"{Texts.Number(number)} s" : Texts.Duration(TimeSpan.FromSeconds(Math.Min(number, 1e9))),
        "bytes" => Bytes(number) + Suffix,
        "percent" => (number * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %",
        _ => Texts.Number(number) + Suffix,
    };

    private static string Bytes(double value)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var power = (int)Math.Clamp(Math.Log(Math.Max(1, Math.Abs(value)), 1024), 0, units.Length - 1);
        return $"{Texts.Number(Math.Round(value / Math.Pow(1024, power), 1))} {units[power]}";
    }
}
