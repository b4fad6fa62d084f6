using System.Globalization;

namespace Mesh.Bench.Results;

/// <summary>One proxy under one load in one round.</summary>
/// <param name="Proxy">The proxy's name.</param>
/// <param name="Case">The load.</param>
/// <param name="Round">The round, from 1.</param>
/// <param name="RequestsPerSecond">Requests answered per second.</param>
/// <param name="CpuMicrosecondsPerRequest">User and system time of the proxy's processes per request.</param>
/// <param name="P50Milliseconds">The median time to an answer.</param>
/// <param name="P99Milliseconds">The time within which 99 of 100 answers came.</param>
/// <param name="MemoryMebibytes">Resident memory of the proxy's processes after the load.</param>
internal sealed record Measurement(
    string Proxy,
    Case Case,
    int Round,
    double RequestsPerSecond,
    double CpuMicrosecondsPerRequest,
    double P50Milliseconds,
    double P99Milliseconds,
    double MemoryMebibytes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"round {Round} {Case.Bytes,6} B {Case.Connections,4} connections {Proxy,-8} {RequestsPerSecond,6:0} requests/s {CpuMicrosecondsPerRequest,6:0.0} µs");
}
