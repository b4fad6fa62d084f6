namespace Mesh.ServiceDefaults.Prometheus;

/// <summary>What an instrument shows.</summary>
/// <param name="Count">How many measurements there were.</param>
/// <param name="Sum">Their sum; of an instrument that is asked for its value, that value.</param>
internal readonly record struct MeterReading(long Count, double Sum);
