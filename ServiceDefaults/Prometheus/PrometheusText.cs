using System.Globalization;
using System.Text;

namespace Mesh.ServiceDefaults.Prometheus;

/// <summary>Writes metrics in Prometheus' text format, version 0.0.4 ("Exposition formats" in its documentation).</summary>
public sealed class PrometheusText
{
    /// <summary>The format's media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a metric; its samples follow.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type"><c>counter</c>, <c>gauge</c>, <c>histogram</c> or <c>summary</c>.</param>
    /// <param name="help">What it means.</param>
    public void Begin(string name, string type, string? help)
    {
        if (!string.IsNullOrEmpty(help))
        {
            _text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).ReplaceLineEndings("\\n")).Append('\n');
        }

        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    /// <summary>Writes one sample.</summary>
    /// <param name="name">The metric's name, with the suffix of a histogram's part.</param>
    /// <param name="labels">What <see cref="Labels"/> made.</param>
    /// <param name="value">The value.</param>
    public void Sample(string name, string labels, double value) =>
        _text.Append(name).Append(labels).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Labels in braces, escaped; empty for none.</summary>
    public static string Labels(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in labels)
        {
            text.Append(text.Length == 0 ? '{' : ',').Append(Name(name)).Append("=\"")
                .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")).Append('"');
        }

        return text.Length == 0 ? "" : text.Append('}').ToString();
    }

    /// <summary>A name of OpenTelemetry's as one of Prometheus': <c>mesh.config.age</c> in <c>s</c> is <c>mesh_config_age_seconds</c>.</summary>
    public static string Name(string name, string? unit = null, bool isCounter = false) =>
        name.Replace('.', '_').Replace('-', '_') + unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" } + (isCounter ? "_total" : "");

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();
}
