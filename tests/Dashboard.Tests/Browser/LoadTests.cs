using System.Diagnostics;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Metrics;
using Mesh.Dashboard.Telemetry.Traces;
using Mesh.Dashboard.Tests.Hosting;
using Mesh.Dashboard.Tests.Samples;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>
/// Pages while six applications tell 2,000 spans, 2,000 log entries and 500 measurements a second, with every limit reached.
/// Run on request, on a quiet machine.
/// </summary>
public sealed class LoadTests
{
    private const int SpansPerRound = 200;
    private const int LogsPerRound = 200;
    private const int PointsPerRound = 50;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);
    private static readonly ResourceKey[] Keys = [.. Enumerable.Range(1, 6).Select(n => new ResourceKey($"app-{n}", "loadload"))];

    [Fact(Explicit = true)]
    public async Task Pages_paint_within_a_second_under_load_and_the_process_stays_below_400_MiB()
    {
        Assert.SkipWhen(Chromium.IsMissing, Chromium.SkipReason);
        await using var dashboard = await RunningDashboard.StartAsync(resources: new SampleResources());
        var sink = (ITelemetrySink)dashboard.Application.Telemetry;
        var random = new Random(1);
        foreach (var key in Keys)
        {
            sink.TryAccept(key, []);
        }

        for (var i = 0; i < 1_500; i++)
        {
            Tell(sink, random, i);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var load = Task.Run(
            async () =>
            {
                using var timer = new PeriodicTimer(Round);
                for (var i = 1_500; !ending.IsCancellationRequested; i++)
                {
                    Tell(sink, random, i);
                    await timer.WaitForNextTickAsync(CancellationToken.None);
                }
            },
            TestContext.Current.CancellationToken);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(dashboard.Application.LoginUrl.ToString());
        List<string> seen = [];
        foreach (var (path, sign) in new[] { ("/", "tr[data-resource]"), ("/logs", "tr[data-severity]"), ("/traces", "tr[data-trace]"),
            ("/metrics?resource=app-1", "canvas"), ("/console?resource=lb", ".line") })
        {
            var clock = Stopwatch.StartNew();
            await page.GotoAsync(new Uri(dashboard.Application.Url, path).ToString());
            await page.Locator(".shell[data-interactive]").WaitForAsync();
            await page.Locator(sign).First.WaitForAsync();
            var complete = clock.ElapsedMilliseconds;
            var paint = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
            seen.Add($"{path}: first paint after {paint:0} ms, complete after {complete} ms");
            Assert.True(paint < 1000, seen[^1]);
        }

        await ending.CancelAsync();
        await load;
        var memory = Environment.WorkingSet >> 20;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(Environment.NewLine,
            [.. seen, $"{memory} MiB of physical memory, the test itself included"]));
        Assert.InRange(memory, 1, 400);
    }

    private static void Tell(ITelemetrySink sink, Random random, int round)
    {
        var now = DateTime.UtcNow;
        foreach (var key in Keys)
        {
            sink.AddSpans(key, [.. Enumerable.Range(0, SpansPerRound / Keys.Length).Select(n => new Span
            {
                TraceId = new((UInt128)random.NextInt64() + 1), Id = new((ulong)random.NextInt64() + 1), Resource = key, Name = $"GET /{n % 20}",
                    Kind = SpanKind.Server, Start = now,
                Duration = TimeSpan.FromMicroseconds(random.Next(100_000)),
                    Attributes = [new("http.route", "/"), new("http.response.status_code", "200"), new("n", $"{n}")],
            })]);
            sink.AddLogs(key, [.. Enumerable.Range(0, LogsPerRound / Keys.Length).Select(n => new LogEntry
            {
                Id = sink.NextLogId(), Resource = key, Time = now, Severity = (LogSeverity)(n % 6),
                    Message = $"Round {round}: request {n} was served after {random.Next(900)} ms", Category = "Load", Attributes = [new("n", $"{n}")],
            })]);
            sink.AddMeasurements(key, [.. Enumerable.Range(0, PointsPerRound / Keys.Length).Select(n => new MetricMeasurement(
                new(key, "Load", $"load.{n}", MetricKind.Counter), [new("n", $"{n % 4}")], now, round * 10 + random.Next(5)))]);
        }
    }
}
