using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Metrics;
using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Tests.Samples;

/// <summary>Logs, traces and metrics of an application like Mesh's own, over the last quarter of an hour.</summary>
internal static class SampleTelemetry
{
    private static readonly ResourceKey Balancer = new("lb", "hgfedcba");
    private static readonly ResourceKey Registrar = new("registrar", "hgfedcba");
    private static readonly ResourceKey[] Instances = [.. Enumerable.Range(1, 3).Select(n => new ResourceKey($"web-{n}", SampleModel.Suffix(n)))];

    /// <summary>The trace of a change, from the instance's start to the first request that it served.</summary>
    public static TraceId ChangeTrace { get; } = new(UInt128.MaxValue / 3);

    /// <summary>The last span of that trace.</summary>
    public static SpanId FirstRequest { get; } = new(15);

    public static void Fill(ITelemetrySink sink)
    {
        var random = new Random(7);
        foreach (var key in Instances.Append(Balancer).Append(Registrar))
        {
            sink.TryAccept(key, [new("service.name", key.Name), new("service.instance.id", key.InstanceId), new("telemetry.sdk.language", "dotnet")]);
        }

        var now = DateTime.UtcNow;
        SpanLink request = new(default, default, []);
        for (var i = 0; i < 120; i++)
        {
            request = AddRequest(sink, now.AddSeconds(-7 * (120 - i)), i, random);
        }

        AddChange(sink, now.AddMinutes(-3), request);
        foreach (var key in Instances.Append(Balancer))
        {
            AddMetrics(sink, key, now, new Random(key.Name.GetHashCode(StringComparison.Ordinal)));
        }
    }

    private static SpanLink AddRequest(ITelemetrySink sink, DateTime start, int number, Random random)
    {
        var web = Instances[number % 3];
        var fails = number % 17 == 4;
        var took = TimeSpan.FromMicroseconds(900 + random.Next(4_000) + (number % 23 == 0 ? 180_000 : 0));
        var trace = new TraceId((UInt128)random.NextInt64() << 64 | (UInt128)(ulong)random.NextInt64());
        SpanId root = Id(), forward = Id(), server = Id(), inner = Id();
        var path = number % 4 == 0 ? "/?format=json" : "/";
        sink.AddSpans(Balancer,
        [
            new() { TraceId = trace, Id = root, Resource = Balancer, Name = "GET {**catch-all}", Kind = SpanKind.Server, Start = start, Duration = took,
                Status = fails ? SpanStatus.Error : SpanStatus.Unset, Source = "Microsoft.AspNetCore",
                Attributes = [new("http.request.method", "GET"), new("url.path", path), new("http.response.status_code", fails ? "502" : "200"),
                new("server.address", "localhost"), new("server.port", "8080"), new("client.address", "127.0.0.1"),
                new("user_agent.original", "curl/8.14.1")] },
            new() { TraceId = trace, Id = forward, ParentId = root, Resource = Balancer, Name = $"GET {web.Name}", Kind = SpanKind.Client,
                Start = start + took / 12, Duration = took * .82, Status = fails ? SpanStatus.Error : SpanStatus.Unset,
                StatusMessage = fails ? "Connection refused (localhost:41202)" : null, Source = "Mesh.LoadBalancer",
                Attributes = [new("mesh.destination", web.Id), new("http.request.method", "GET"), new("server.address", "localhost"),
                new("server.port", "41202")], Events = fails ? [new("exception", start + took / 2,
                [new("exception.type", "System.Net.Http.HttpRequestException"), new("exception.message", "Connection refused (localhost:41202)")])] : [] },
        ]);
        if (!fails)
        {
            sink.AddSpans(web,
            [
                new() { TraceId = trace, Id = server, ParentId = forward, Resource = web, Name = "GET /", Kind = SpanKind.Server, Start = start + took / 6,
                    Duration = took * .6, Source = "Microsoft.AspNetCore",
                    Attributes = [new("http.route", "/"), new("http.response.status_code", "200"), new("mesh.instance", web.Id)] },
                new() { TraceId = trace, Id = inner, ParentId = server, Resource = web, Name = "render visit", Kind = SpanKind.Internal,
                    Start = start + took / 4, Duration = took * .35, Source = "SimpleWeb",
                    Events = [new("cache miss", start + took / 3, [new("cache.key", "visit:page")])], Links = [new(trace, root, [])] },
            ]);
        }

        Add(sink, Balancer, start, fails ? LogSeverity.Error : LogSeverity.Information, "Mesh.LoadBalancer.Proxy",
            fails ? $"Request to {web.Id} failed after {took.TotalMilliseconds:0.0} ms: connection refused" : $"Forwarded GET {path} to {web.Id} in {took.TotalMilliseconds:0.0} ms", trace, root,
            [new("Path", path), new("Destination", web.Id), .. fails ? new TelemetryAttribute[] { new("exception.type",
                "System.Net.Http.HttpRequestException"), new("exception.message", "Connection refused (localhost:41202)"),
                new("exception.stacktrace", "System.Net.Http.HttpRequestException: Connection refused (localhost:41202)\n   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port)\n   at Mesh.LoadBalancer.Forwarding.Forwarder.SendAsync(HttpContext context)") } : []]);
        if (number % 5 == 0)
        {
            Add(sink, Registrar, start.AddMilliseconds(40), number % 25 == 0 ? LogSeverity.Warning : LogSeverity.Debug, "Mesh.Registrar.Reconciler",
                number % 25 == 0 ? "Consul did not answer within 2 s; trying again in 500 ms" : "Nothing to change: 3 instances registered", null, null,
                [new("Instances", "3")]);
        }

        return new(trace, root, []);

        SpanId Id() => new((ulong)random.NextInt64());
    }

    private static void AddChange(ITelemetrySink sink, DateTime start, SpanLink request)
    {
        SpanId change = new(11);
        TelemetryAttribute[] instance = [new("mesh.change", "added"), new("mesh.service", "web"), new("mesh.instance", "vm:web-3:41203")];
        TelemetryAttribute[] entry = [new("mesh.entry.id", "vm:web-3:41203"), new("mesh.service.name", "web")];
        sink.AddSpans(Registrar,
        [
            Part("change web-3 added", change, 0, 24) with { ParentId = null, Attributes = [new("mesh.change", "added"), .. entry] },
            Part("instance event: Running, Healthy", new(16), 0, 7) with { Attributes = [new("mesh.instance", "web-3")] },
            Part("register web", new(12), 9, 14) with { Kind = SpanKind.Client,
                Attributes = [new("mesh.registrar.operation", "register"), .. entry, new("mesh.entry.address", "127.0.0.1:41203")] },
        ]);
        sink.AddSpans(Balancer,
        [
            PartOfBalancer("index observed", new(13), 25, 2) with { Attributes = [.. instance, new("consul.index", "214")] },
            PartOfBalancer("configuration applied", new(14), 27, 4) with { Attributes = instance },
            PartOfBalancer("first request served", FirstRequest, 37, 11) with { Attributes = instance, Links = [request] },
        ]);

        Span Part(string name, SpanId id, int after, int took) => new()
        {
            TraceId = ChangeTrace,
            Id = id,
            ParentId = change,
            Resource = Registrar,
            Name = name,
            Kind = SpanKind.Internal,
            Start = start.AddMilliseconds(after),
            Duration = TimeSpan.FromMilliseconds(took),
            Source = "Mesh.Registrar",
        };

        Span PartOfBalancer(string name, SpanId id, int after, int took) =>
            Part(name, id, after, took) with { Resource = Balancer, Source = "Mesh.LoadBalancer" };
    }

    private static void AddMetrics(ITelemetrySink sink, ResourceKey key, DateTime now, Random random)
    {
        MetricInstrument duration = new(key, "Microsoft.AspNetCore.Hosting", "http.server.request.duration", MetricKind.Histogram)
        {
            Unit = "s",
            Description = "Duration of HTTP server requests."
        };
        MetricInstrument active = new(key, "Microsoft.AspNetCore.Hosting", "http.server.active_requests", MetricKind.UpDownCounter)
        {
            Unit = "{request}",
            Description = "Number of active HTTP server requests."
        };
        MetricInstrument requests = new(key, "Mesh.LoadBalancer", "mesh.requests", MetricKind.Counter)
        {
            Unit = "{request}",
            Description = "Requests forwarded."
        };
        MetricInstrument memory = new(key, "System.Runtime", "dotnet.process.memory.working_set", MetricKind.UpDownCounter)
        {
            Unit = "By",
            Description = "The number of bytes of physical memory mapped to the process context."
        };
        MetricInstrument cpu = new(key, "System.Runtime", "dotnet.process.cpu.usage", MetricKind.Gauge) { Unit = "1", Description = "CPU usage." };
        double[] bounds = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1];
        var counts = new long[2][].Select(_ => new long[bounds.Length + 1]).ToArray();
        var (total, sum) = (new double[2], new double[2]);
        for (var t = now.AddMinutes(-14); t < now; t = t.AddSeconds(2))
        {
            var wave = 30 + 22 * Math.Sin(t.TimeOfDay.TotalMinutes / 1.7) + random.Next(9);
            List<MetricMeasurement> values = [new(active, [], t, Math.Round(wave / 9)),
                new(memory, [], t, 68e6 + 4e6 * Math.Sin(t.TimeOfDay.TotalMinutes) + random.Next(400_000)), new(cpu, [], t, wave / 160)];
            foreach (var (code, index, share) in new[] { ("200", 0, .97), ("502", 1, .03) })
            {
                for (var n = 0; n < wave * share; n++)
                {
                    counts[index][Math.Min(bounds.Length, (int)Math.Abs(random.NextDouble() * 3 + random.NextDouble() * 3 + (random.Next(60) == 0 ? 4 : 0)))]++;
                }

                total[index] += Math.Round(wave * share);
                sum[index] += wave * share * .004;
                TelemetryAttribute[] dimensions = [new("http.request.method", "GET"), new("http.response.status_code", code)];
                values.Add(new(requests, dimensions, t, total[index]));
                values.Add(new(duration, dimensions, t, sum[index]) { Histogram = new(counts[index].Sum(), bounds, [.. counts[index]]) });
            }

            sink.AddMeasurements(key, values);
        }
    }

    private static void Add(ITelemetrySink sink, ResourceKey key, DateTime time, LogSeverity severity, string category, string message, TraceId? trace,
        SpanId? span, IReadOnlyList<TelemetryAttribute> attributes) =>
        sink.AddLogs(key, [new() { Id = sink.NextLogId(), Resource = key, Time = time, Severity = severity, Category = category, Message = message,
            TraceId = trace, SpanId = span, Attributes = attributes }]);
}
