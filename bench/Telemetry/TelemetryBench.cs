using Mesh.Bench.Load;
using Mesh.Bench.Processes;
using Mesh.Dashboard.Configuration;
using Mesh.Dashboard.Hosting;
using Mesh.Dashboard.Telemetry.Traces;
using Mesh.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Bench.Telemetry;

/// <summary>
/// What telemetry costs: the same small mesh twice, one without telemetry and one that sends it to a dashboard (in this process) as instances of an AppHost
/// in Development do. Loaded in turns; every figure is a median over the rounds, every ratio that of the two in one round.
/// </summary>
internal static class TelemetryBench
{
    private const int Connections = 64;
    private const int Rounds = 60;
    private const int Seconds = 1;
    private const int Warmup = 60;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var dashboard = new DashboardApplication(
            new DashboardOptions { Url = "http://127.0.0.1:0", OtlpGrpcUrl = "http://127.0.0.1:0", OtlpHttpUrl = "http://127.0.0.1:0" },
            new NoApplication(),
            NullLoggerFactory.Instance);
        await dashboard.StartAsync(cancellationToken);
        await using var consul = await ConsulServer.StartAsync();
        await using var off = await SmallMesh.StartAsync("off", consul.Address, new Dictionary<string, string>(), cancellationToken);
        await using var on = await SmallMesh.StartAsync("on", consul.Address, VariablesFor(dashboard), cancellationToken);
        SmallMesh[] meshes = [off, on];
        foreach (var mesh in meshes)
        {
            await Wrk.RunAsync(mesh.Url, Connections, Warmup, cancellationToken);
        }

        var measured = new List<TelemetryMeasurement[]>();
        for (var round = 0; round < Rounds; round++)
        {
            var both = new TelemetryMeasurement[meshes.Length];
            for (var i = 0; i < meshes.Length; i++)
            {
                var turn = (i + round) % meshes.Length;
                both[turn] = await MeasureAsync(meshes[turn], cancellationToken);
                Console.WriteLine(both[turn]);
            }

            measured.Add(both);
        }

        var balancers = dashboard.Telemetry.Resources.Select(resource => resource.Key).Where(key => key.Name == "on-lb");
        Report(measured, dashboard.Telemetry.QueryTraces(new TraceQuery { Resources = [.. balancers], Take = 1 }).Total);
    }

    private static Dictionary<string, string> VariablesFor(DashboardApplication dashboard) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = dashboard.OtlpGrpcUrl.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={dashboard.OtlpApiKey}",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "1000",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["OTEL_TRACES_SAMPLER"] = "always_on",
        ["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based",
    };

    private static async Task<TelemetryMeasurement> MeasureAsync(SmallMesh mesh, CancellationToken cancellationToken)
    {
        int[] processes = [mesh.Balancer, .. mesh.Services, Environment.ProcessId];
        var before = processes.Select(ProcessTree.CpuOf).ToArray();
        var load = await Wrk.RunAsync(mesh.Url, Connections, Seconds, cancellationToken);
        var spent = processes.Select((process, i) => (ProcessTree.CpuOf(process) - before[i]).TotalMicroseconds / load.Requests).ToArray();
        return load.Errors > 0
            ? throw new InvalidOperationException($"{load.Errors} of {load.Requests} requests failed: the numbers would mean nothing.")
            : new(mesh.Name, load.Requests / load.Duration.TotalSeconds, spent[0], spent[1..^1].Sum(), spent[^1]);
    }

    private static void Report(List<TelemetryMeasurement[]> rounds, long traces)
    {
        if (traces == 0)
        {
            throw new InvalidOperationException("No trace reached the dashboard: the numbers would mean nothing.");
        }

        Print("requests/s", one => one.Requests);
        Print("balancer, CPU µs/request", one => one.Balancer);
        Print("instances, CPU µs/request", one => one.Services);
        Console.WriteLine(FormattableString.Invariant($"  dashboard, CPU µs/request      {Median(rounds.Select(both => both[1].Dashboard)),8:0.0}; it keeps {traces} traces"));

        void Print(string what, Func<TelemetryMeasurement, double> value) => Console.WriteLine(FormattableString.Invariant(
            $"  {what,-28} off {Median(rounds.Select(both => value(both[0]))),8:0.0}  on {Median(rounds.Select(both => value(both[1]))),8:0.0}  ratio {Median(rounds.Select(both => value(both[1]) / value(both[0]))):0.000}"));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
