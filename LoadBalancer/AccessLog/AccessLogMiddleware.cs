using System.Diagnostics;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Protocols;
using Mesh.LoadBalancer.Telemetry;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.AccessLog;

/// <summary>Notes a share of the requests once they are answered.</summary>
internal sealed class AccessLogMiddleware(RequestDelegate next, AccessLogOptions options, AccessLogQueue queue, TimeProvider time, Random random)
{
    private const int TraceIdStart = 3;
    private const int TraceIdLength = 32;

    public Task InvokeAsync(HttpContext context) =>
        options.Share >= 1 || random.NextDouble() < options.Share ? NoteAsync(context) : next(context);

    private async Task NoteAsync(HttpContext context)
    {
        var at = time.GetUtcNow();
        var started = time.GetTimestamp();
        var body = new CountedBody(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        var retries = new RetryCount();
        context.Features.Set<IHttpResponseBodyFeature>(body);
        context.Features.Set(retries);
        try
        {
            await next(context);
        }
        finally
        {
            queue.Offer(Describe(context, at, time.GetElapsedTime(started), body.Count, retries.Value));
        }
    }

    private static AccessEntry Describe(HttpContext context, DateTimeOffset at, TimeSpan duration, long bytes, int retries)
    {
        var request = context.Request;
        var proxy = context.Features.Get<IReverseProxyFeature>();
        return new(
            at,
            context.Connection.RemoteIpAddress?.ToString(),
            request.Method,
            request.Host.Value ?? "",
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            request.Protocol,
            context.Response.StatusCode,
            bytes,
            duration.TotalSeconds,
            FieldText.Show(request.Headers.Referer.ToString()),
            FieldText.Show(request.Headers.UserAgent.ToString()),
            proxy is null ? null : RouteConfigs.ServiceOf(proxy.Route.Config),
            proxy?.ProxiedDestination?.DestinationId,
            retries,
            TraceIdOf(request));
    }

    // Without telemetry there is no span; the client's own traceparent (W3C: version, trace id, …) then passes unchanged and names the trace.
    private static string? TraceIdOf(HttpRequest request) =>
        Activity.Current is { } span ? span.TraceId.ToHexString()
        : request.Headers.TraceParent.ToString() is { Length: > TraceIdStart + TraceIdLength } sent
            && sent.AsSpan(TraceIdStart, TraceIdLength).IndexOfAnyExcept("0123456789abcdef") < 0 ? sent.Substring(TraceIdStart, TraceIdLength)
        : null;
}
