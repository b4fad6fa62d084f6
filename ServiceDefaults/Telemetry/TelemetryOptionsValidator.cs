namespace Mesh.ServiceDefaults.Telemetry;

internal static class TelemetryOptionsValidator
{
    private const int Most = 1_000_000;

    public static IEnumerable<string> Validate(TelemetryOptions options)
    {
        if (options.RequestsPerSecond is < 0 or > Most)
        {
            yield return $"Telemetry:RequestsPerSecond is '{options.RequestsPerSecond}': 0 to {Most} would work.";
        }
    }
}
