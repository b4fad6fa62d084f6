namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>Something that an application measures.</summary>
/// <param name="Resource">Who measures.</param>
/// <param name="Meter">The group it belongs to, such as <c>System.Runtime</c>.</param>
/// <param name="Name">Its name, such as <c>http.server.request.duration</c>.</param>
/// <param name="Kind">What its values are.</param>
public sealed record MetricInstrument(ResourceKey Resource, string Meter, string Name, MetricKind Kind)
{
    /// <summary>What it measures, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>The unit, such as <c>s</c>, <c>By</c> or <c>{request}</c> (UCUM).</summary>
    public string Unit { get; init; } = "";
}

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
