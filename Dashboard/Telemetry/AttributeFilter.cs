namespace Mesh.Dashboard.Telemetry;

/// <summary>A condition on one attribute.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Comparison">How the value is compared.</param>
/// <param name="Value">What it is compared with, regardless of case.</param>
public sealed record AttributeFilter(string Name, AttributeComparison Comparison, string Value = "")
{
    /// <summary>Whether the attributes fulfil it.</summary>
    public bool Accepts(IReadOnlyList<TelemetryAttribute> attributes)
    {
        var value = attributes.ValueOf(Name);
        return Comparison switch
        {
            AttributeComparison.Exists => value is not null,
            AttributeComparison.Is => string.Equals(value, Value, StringComparison.OrdinalIgnoreCase),
            AttributeComparison.IsNot => !string.Equals(value, Value, StringComparison.OrdinalIgnoreCase),
            AttributeComparison.Contains => value is not null && value.Contains(Value, StringComparison.OrdinalIgnoreCase),
            AttributeComparison.DoesNotContain => value is null || !value.Contains(Value, StringComparison.OrdinalIgnoreCase),
            _ => throw new InvalidOperationException($"There is no comparison {Comparison}."),
        };
    }
}
