using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>The id of a span: 8 bytes, in 16 hexadecimal digits when written (W3C Trace Context).</summary>
/// <param name="Value">The bytes as a number, the first byte being the most significant.</param>
public readonly record struct SpanId(ulong Value)
{
    /// <summary>Reads 16 hexadecimal digits that are not all 0.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SpanId id)
    {
        id = text?.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? new(value) : default;
        return id.Value != 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
