namespace Mesh.Bench.Results;

/// <summary>The medians of one proxy under one load over all rounds.</summary>
/// <param name="Proxy">The proxy's name.</param>
/// <param name="Case">The load.</param>
/// <param name="RequestsPerSecond">Median.</param>
/// <param name="CpuMicrosecondsPerRequest">Median.</param>
/// <param name="P50Milliseconds">Median.</param>
/// <param name="P99Milliseconds">Median.</param>
/// <param name="MemoryMebibytes">Median.</param>
/// <param name="RequestsToNginx">Median over the rounds of requests per second divided by nginx's in the same round: above 1 is better.</param>
/// <param name="CpuToNginx">Median over the rounds of the CPU per request divided by nginx's in the same round: below 1 is better.</param>
internal sealed record Summary(
    string Proxy,
    Case Case,
    double RequestsPerSecond,
    double CpuMicrosecondsPerRequest,
    double P50Milliseconds,
    double P99Milliseconds,
    double MemoryMebibytes,
    double RequestsToNginx,
    double CpuToNginx)
{
    public static IReadOnlyList<Summary> Of(IReadOnlyList<Measurement> measurements)
    {
        var nginx = measurements.Where(one => one.Proxy == "nginx").ToDictionary(one => (one.Case, one.Round));
        return [.. measurements.GroupBy(one => (one.Case, one.Proxy)).Select(group => new Summary(
            group.Key.Proxy,
            group.Key.Case,
            Median(group, one => one.RequestsPerSecond),
            Median(group, one => one.CpuMicrosecondsPerRequest),
            Median(group, one => one.P50Milliseconds),
            Median(group, one => one.P99Milliseconds),
            Median(group, one => one.MemoryMebibytes),
            Median(group, one => one.RequestsPerSecond / nginx[(one.Case, one.Round)].RequestsPerSecond),
            Median(group, one => one.CpuMicrosecondsPerRequest / nginx[(one.Case, one.Round)].CpuMicrosecondsPerRequest)))];
    }

    private static double Median(IEnumerable<Measurement> measurements, Func<Measurement, double> value)
    {
        var sorted = measurements.Select(value).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
