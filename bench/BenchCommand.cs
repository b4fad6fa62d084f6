using Mesh.Bench.Churn;
using Mesh.Bench.Propagation;
using Mesh.Bench.Registration;
using Mesh.Bench.Scale;
using Mesh.Bench.Telemetry;

namespace Mesh.Bench;

/// <summary>What <c>bench/run</c> measures: <c>propagation</c>, <c>registrar</c>, <c>scale</c>, <c>churn</c>, <c>telemetry</c>, or the load of requests when neither is named.</summary>
internal static class BenchCommand
{
    public static Task RunAsync(string[] args, BenchOptions options, CancellationToken cancellationToken) => args.FirstOrDefault() switch
    {
        "propagation" => PropagationBench.RunAsync(cancellationToken),
        "registrar" => RegistrarBench.RunAsync(options.Registrator, cancellationToken),
        "scale" => ScaleBench.RunAsync(cancellationToken),
        "churn" => ChurnBench.RunAsync(cancellationToken),
        "telemetry" => TelemetryBench.RunAsync(cancellationToken),
        _ => Benchmark.RunAsync(options, cancellationToken),
    };
}
