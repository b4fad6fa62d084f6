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
