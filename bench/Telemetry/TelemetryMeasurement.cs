using System.Globalization;

namespace Mesh.Bench.Telemetry;

/// <summary>One mesh under load in one round. CPU is user and system time per request, in µs.</summary>
/// <param name="Mesh">Its name.</param>
/// <param name="Requests">Requests per second.</param>
/// <param name="Balancer">CPU of the balancer.</param>
/// <param name="Services">CPU of the three instances together.</param>
/// <param name="Dashboard">CPU of the dashboard, which takes the telemetry.</param>
internal sealed record TelemetryMeasurement(string Mesh, double Requests, double Balancer, double Services, double Dashboard)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"telemetry {Mesh,-3} {Requests,6:0} requests/s, CPU µs/request: balancer {Balancer,5:0.0}, instances {Services,5:0.0}, dashboard {Dashboard,5:0.0}");
}
