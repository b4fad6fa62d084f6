using System.Diagnostics;
using System.Text.Json;

namespace Mesh.Bench.Load;

/// <summary>wrk: one thread, as many kept-alive connections as wanted, each with one request under way at all times.</summary>
internal static class Wrk
{
    private const string Mark = "report ";

    public static async Task<LoadResult> RunAsync(Uri url, int connections, int seconds, CancellationToken cancellationToken)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Load", "report.lua");
        using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "-s", script, url.ToString()])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            var output = await wrk.StandardOutput.ReadToEndAsync(cancellationToken);
            await wrk.WaitForExitAsync(cancellationToken);
            var report = output.Split('\n').SingleOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))
                ?? throw new InvalidOperationException($"wrk gave no report:\n{output}");
            return Read(JsonDocument.Parse(report[Mark.Length..]).RootElement);
        }
        catch (OperationCanceledException)
        {
            wrk.Kill();
            throw;
        }
    }

    private static LoadResult Read(JsonElement report) => new(
        Requests: report.GetProperty("requests").GetInt64(),
        Errors: report.GetProperty("errors").GetInt64(),
        Duration: TimeSpan.FromMicroseconds(report.GetProperty("duration").GetInt64()),
        P50: TimeSpan.FromMicroseconds(report.GetProperty("p50").GetInt64()),
        P99: TimeSpan.FromMicroseconds(report.GetProperty("p99").GetInt64()));
}
