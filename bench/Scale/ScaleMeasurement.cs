using Mesh.Bench.Propagation;

namespace Mesh.Bench.Scale;

/// <summary>What one size of catalogue costs.</summary>
/// <param name="Services">Services of ten instances each.</param>
/// <param name="Start">What a start costs.</param>
/// <param name="Mebibytes">Resident memory after the changes.</param>
/// <param name="Connections">Connections to Consul.</param>
/// <param name="Busy">Propagation to a service that has requests.</param>
/// <param name="Idle">Propagation to services that had no request before.</param>
/// <param name="CpuPerChange">Processor time of the balancer for one change, ms.</param>
/// <param name="Churn">Changes per second that were written during the churn.</param>
/// <param name="ChurnCpu">Processor time of the balancer during the churn, share of one core.</param>
/// <param name="Behind">From the end of the churn until the last change was served.</param>
internal sealed record ScaleMeasurement(
    int Services,
    ScaleStart Start,
    double Mebibytes,
    int Connections,
    Times Busy,
    Times Idle,
    double CpuPerChange,
    double Churn,
    double ChurnCpu,
    TimeSpan Behind)
{
    /// <summary>The head of the table whose lines these are.</summary>
    public const string Head =
        "services ready/ms  1st request known/ms  CPU/ms RSS/MiB connections busy p50  busy p99 idle p50 idle p99 CPU ms/chg churn/s churn CPU behind/ms";

    public override string ToString() => string.Join(
        ' ',
        FormattableString.Invariant($"{Services,8} {Start.Ready.TotalMilliseconds,8:0} {Start.FirstRequest.TotalMilliseconds,12:0} {Start.Known.TotalMilliseconds,8:0} {Start.Cpu.TotalMilliseconds,7:0} {Mebibytes,7:0} {Connections,11}"),
        FormattableString.Invariant($"{Busy.P50,8:0.0} {Busy.P99,9:0.0} {Idle.P50,8:0.0} {Idle.P99,8:0.0} {CpuPerChange,10:0.00}"),
        FormattableString.Invariant($"{Churn,7:0} {ChurnCpu,9:0%} {Behind.TotalMilliseconds,9:0}"));
}
