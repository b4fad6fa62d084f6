using System.Text.Json;
using Mesh.Dashboard.Configuration;
using Mesh.Dashboard.Hosting;
using Mesh.Dashboard.Tests.Samples;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Dashboard.Stage;

/// <summary>A dashboard on random ports. Says first where it is, then, for each line that it is given, how much telemetry has come.</summary>
internal static class StagedDashboard
{
    public static async Task RunAsync()
    {
        var options = new DashboardOptions { Url = "http://localhost:0", OtlpGrpcUrl = "http://localhost:0", OtlpHttpUrl = "http://localhost:0" };
        await using var dashboard = new DashboardApplication(options, new SampleResources(), NullLoggerFactory.Instance);
        await dashboard.StartAsync();
        Say(new StagedAddresses(dashboard.Url, dashboard.LoginUrl, dashboard.OtlpGrpcUrl, dashboard.OtlpHttpUrl, dashboard.OtlpApiKey!));
        while (await Console.In.ReadLineAsync() is not null)
        {
            var resources = dashboard.Telemetry.Resources;
            Say(new TelemetryCounts(
                resources.Sum(resource => resource.Spans.Kept + resource.Spans.Dropped),
                resources.Sum(resource => resource.Logs.Kept + resource.Logs.Dropped),
                resources.Sum(resource => resource.MetricPoints.Kept + resource.MetricPoints.Dropped)));
        }
    }

    private static void Say<T>(T what) => Console.WriteLine(JsonSerializer.Serialize(what));
}
