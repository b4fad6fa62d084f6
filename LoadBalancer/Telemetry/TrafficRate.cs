namespace Mesh.LoadBalancer.Telemetry;

/// <summary>How much is asked lately, and how quickly it is answered.</summary>
/// <param name="RequestsPerSecond">Requests answered per second.</param>
/// <param name="ErrorsPerSecond">Those of them answered with 5xx.</param>
/// <param name="P50Milliseconds">What half of the answers took at most; 0 without any.</param>
/// <param name="P99Milliseconds">What 99 of 100 took at most; 0 without any.</param>
internal sealed record TrafficRate(double RequestsPerSecond, double ErrorsPerSecond, double P50Milliseconds, double P99Milliseconds)
{
    public static readonly TrafficRate None = new(0, 0, 0, 0);

    public static TrafficRate Between(StatisticsReading earlier, StatisticsReading now, double seconds)
    {
        var recent = now - earlier;

        // An instance that left a route took its counts along: there is no telling then.
        return seconds <= 0 || recent.Requests <= 0 ? None : new(
            Math.Round(recent.Requests / seconds, 1), Math.Round(recent.Errors / seconds, 1), Milliseconds(recent, 0.5), Milliseconds(recent, 0.99));
    }

    private static double Milliseconds(StatisticsReading reading, double share) => Math.Round(1000 * reading.Quantile(share), 2);
}
