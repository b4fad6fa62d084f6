using Mesh.Bench.Propagation;

namespace Mesh.Bench.Scale;

/// <summary>What one size of catalogue costs.</summary>
/// <param name="Services">Services of ten instances each.</param>
/// <param name="Start">From the start of the process until it is ready.</param>
/// <param name="StartCpu">Processor time until then.</param>
/// <param name="Mebibytes">Resident memory after the changes.</param>
/// <param name="Connections">Connections to Consul.</param>
/// <param name="Busy">Propagation to a service that has requests.</param>
/// <param name="Idle">Propagation to services that had no request before.</param>
/// <param name="CpuPerChange">Processor time of the balancer for one change, ms.</param>
/// <param name="Churn">Changes per second that were written during the churn.</param>
/// <param name="ChurnCpu">Processor time of the balancer during the churn, share of one core.</param>
/// <param name="Behind">From the end of the churn until the last change was served.</param>
internal sealed record ScaleMeasurement(
    int Services, TimeSpan Start, TimeSpan StartCpu, double Mebibytes, int Connections, Times Busy, Times Idle, double CpuPerChange, double Churn, double ChurnCpu, TimeSpan Behind)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Services,8} {Start.TotalMilliseconds,8:0} {StartCpu.TotalMilliseconds,7:0} {Mebibytes,7:0} {Connections,11} {Busy.P50,8:0.0} {Busy.P99,8:0.0} {Idle.P50,8:0.0} {Idle.P99,8:0.0} {CpuPerChange,10:0.00} {Churn,8:0} {ChurnCpu,8:0%} {Behind.TotalMilliseconds,8:0}");
}
