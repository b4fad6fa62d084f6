using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>The id of a trace: 16 bytes, in 32 hexadecimal digits when written (W3C Trace Context).</summary>
/// <param name="Value">The bytes as a number, the first byte being the most significant.</param>
public readonly record struct TraceId(UInt128 Value)
{
    /// <summary>Reads 32 hexadecimal digits that are not all 0.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TraceId id)
    {
        id = text?.Length == 32 && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? new(value) : default;
        return id.Value != 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
