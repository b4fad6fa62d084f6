using System.Diagnostics;
using System.Text.Json;
using OpenTelemetry.Exporter;

namespace Mesh.Dashboard.Stage;

/// <summary>Lets applications serve requests, each of which another one has a part in. Says at the end how much was sent.</summary>
internal static class Sender
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(SenderOptions options)
    {
        using var orphaned = new CancellationTokenSource();
        var input = Task.Run(async () =>
        {
            while (await Console.In.ReadLineAsync() is not null)
            {
            }

            await orphaned.CancelAsync();
        });
        Application[] applications = [.. options.Names.Split(',').Select((name, index) => new Application(name, (exporter, path) => Configure(exporter, path, options, index)))];
        var counts = options.Rate == 0 ? Single(applications, options) : await SendAsync(applications, options, orphaned.Token);
        Parallel.ForEach(applications, application => application.Dispose());
        Console.WriteLine(JsonSerializer.Serialize(counts));
        await input;
    }

    private static TelemetryCounts Single(Application[] applications, SenderOptions options)
    {
        var parent = ActivityContext.TryParse(options.Parent, traceState: null, isRemote: true, out var given) ? given : default;
        foreach (var application in applications)
        {
            parent = application.Serve(1, parent);
            application.Measure(options.Series);
        }

        return new(applications.Length, applications.Length, options.Series * applications.Length);
    }

    private static async Task<TelemetryCounts> SendAsync(Application[] applications, SenderOptions options, CancellationToken cancellationToken)
    {
        var (clock, requests, measured) = (Stopwatch.StartNew(), 0, 0);
        using var timer = new PeriodicTimer(Tick);
        for (; clock.Elapsed.TotalSeconds < options.Seconds; await timer.WaitForNextTickAsync(cancellationToken))
        {
            // What a busy machine held up is made up for.
            for (var due = (int)(clock.Elapsed.TotalSeconds * options.Rate); requests < due; requests++)
            {
                var front = applications[requests % applications.Length].Serve(requests, default);
                applications[(requests + 1) % applications.Length].Serve(requests, front);
            }

            for (; measured < clock.Elapsed.TotalSeconds; measured++)
            {
                Parallel.ForEach(applications, application => application.Measure(options.Series / applications.Length));
            }
        }

        return new(2L * requests, 2L * requests, (long)measured * (options.Series / applications.Length * applications.Length));
    }

    private static void Configure(OtlpExporterOptions exporter, string path, SenderOptions options, int index)
    {
        var isHttp = options.Grpc.Length == 0 || (options.Http.Length > 0 && index % 3 == 2);
        exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = isHttp ? new(new Uri(options.Http), path) : new(options.Grpc);
        exporter.Headers = $"x-otlp-api-key={options.Key}";
    }
}
