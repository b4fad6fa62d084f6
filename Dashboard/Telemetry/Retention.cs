namespace Mesh.Dashboard.Telemetry;

/// <summary>How much of something is kept.</summary>
/// <param name="Kept">How many are kept now.</param>
/// <param name="Dropped">How many had to go, oldest first, because there were more than the limit; 0 again after the telemetry was cleared.</param>
public readonly record struct Retention(int Kept, long Dropped);
