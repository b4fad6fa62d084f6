namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>What the values of an instrument are.</summary>
public enum MetricKind
{
    /// <summary>The value at a moment.</summary>
    Gauge,

    /// <summary>A sum that only grows (until the application starts anew): a rate is of interest.</summary>
    Counter,

    /// <summary>A sum that grows and shrinks.</summary>
    UpDownCounter,

    /// <summary>How often which values came, from which percentiles follow.</summary>
    Histogram,
}
