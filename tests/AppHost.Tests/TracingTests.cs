using System.Collections.Concurrent;
using System.Text;
using Aspire.Hosting;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mesh.AppHost.Tests;

public sealed class TracingTests
{
    [Fact]
    public async Task One_request_is_one_trace_from_the_balancer_to_the_instance_with_the_instance_on_the_span()
    {
        await using var collector = await Collector.StartAsync();
        await using var mesh = await RunningMesh.StartAsync(builder => builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = collector.Address);
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?format=json") { Headers = { { "traceparent", $"00-{TraceId}-b7ad6b7169203331-01" } } };

        using var response = await mesh.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var instance = System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("instance").GetString()!;

        Assert.Contains(TraceId, body);
        await Eventually.Async(
            () => collector.HasSpan(TraceId, "lb") && collector.HasSpan(TraceId, instance[..5], instance), RunningMesh.Limit,
            $"the balancer and {instance} have exported spans of the trace", () => collector.Describe(TraceId));
    }

    /// <summary>Receives OTLP over HTTP and looks for texts in it: names and ids stand in protobuf as they are.</summary>
    private sealed class Collector(WebApplication server) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<byte[]> _exports = new();

        public string Address => server.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var server = builder.Build();
            server.Urls.Add("http://127.0.0.1:0");
            var collector = new Collector(server);
            server.MapPost("/v1/traces", async (HttpRequest request) =>
            {
                using var export = new MemoryStream();
                await request.Body.CopyToAsync(export, request.HttpContext.RequestAborted);
                collector._exports.Enqueue(export.ToArray());
                return Results.Bytes([], "application/x-protobuf");
            });
            server.MapFallback(() => Results.Bytes([], "application/x-protobuf"));
            await server.StartAsync(TestContext.Current.CancellationToken);
            return collector;
        }

        public bool HasSpan(string traceId, params string[] texts) => _exports.Any(export =>
            export.AsSpan().IndexOf(Convert.FromHexString(traceId)) >= 0 && texts.All(text => export.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0));

        public string Describe(string traceId) => $"{_exports.Count} exports, {_exports.Count(export => export.AsSpan().IndexOf(Convert.FromHexString(traceId)) >= 0)} of them with the trace";

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
