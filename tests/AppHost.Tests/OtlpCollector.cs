using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mesh.AppHost.Tests;

/// <summary>Receives OTLP over HTTP and looks for texts in it: names, ids and values stand in protobuf as they are.</summary>
internal sealed class OtlpCollector(WebApplication server) : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> _traces = new();
    private readonly ConcurrentQueue<byte[]> _others = new();

    public string Address => server.Urls.Single();

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var collector = new OtlpCollector(server);
        server.MapPost("/v1/traces", request => ReceiveAsync(request, collector._traces));
        server.MapFallback(request => ReceiveAsync(request, collector._others));
        await server.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Whether one export of spans has the trace, and all of these texts.</summary>
    public bool HasSpan(string traceId, params string[] texts) => _traces.Any(export => Has(export, Convert.FromHexString(traceId)) && texts.All(text => Has(export, text)));

    /// <summary>Whether any span says this.</summary>
    public bool HasTrace(string text) => _traces.Any(export => Has(export, text));

    /// <summary>Whether anything that was exported, be it a trace, a line of a log or a metric, says this.</summary>
    public bool Has(string text) => _traces.Concat(_others).Any(export => Has(export, text));

    public string Describe(string traceId) => $"{_traces.Count} exports, {_traces.Count(export => Has(export, Convert.FromHexString(traceId)))} of them with the trace";

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static bool Has(byte[] export, string text) => Has(export, Encoding.UTF8.GetBytes(text));

    private static bool Has(byte[] export, byte[] text) => export.AsSpan().IndexOf(text) >= 0;

    private static async Task ReceiveAsync(HttpContext context, ConcurrentQueue<byte[]> exports)
    {
        using var export = new MemoryStream();
        await context.Request.Body.CopyToAsync(export, context.RequestAborted);
        exports.Enqueue(export.ToArray());
        context.Response.ContentType = "application/x-protobuf";
    }
}
