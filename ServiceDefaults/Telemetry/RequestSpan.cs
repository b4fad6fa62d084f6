using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mesh.ServiceDefaults.Telemetry;

/// <summary>The span of one request, by OpenTelemetry's conventions for HTTP servers.</summary>
internal static class RequestSpan
{
    private const string OtherMethod = "_OTHER";

    private static readonly ActivitySource Source = new("Mesh.Requests");

    private static readonly DistributedContextPropagator.PropagatorGetterCallback ReadField = Read;

    /// <summary>Whether anybody listens.</summary>
    public static bool IsWanted => Source.HasListeners();

    /// <summary>The span that a request says it belongs to (W3C Trace Context); null when it names none.</summary>
    public static ActivityContext? CallerOf(HttpRequest request) =>
        request.Headers.TraceParent is { Count: 1 } parent
        && ActivityContext.TryParse(parent[0], request.Headers.TraceState is { Count: > 0 } state ? state.ToString() : null, isRemote: true, out var caller)
            ? caller : null;

    /// <summary>Begins the span and makes it the current one; null when nobody wants it.</summary>
    public static Activity? Begin(HttpContext context, ActivityContext caller, string instance)
    {
        var request = context.Request;
        Activity.Current = null;
        if (Source.StartActivity(NameOf(request.Method, null), ActivityKind.Server, caller) is not { } span)
        {
            return null;
        }

        PassBaggage(request, span);
        if (span.IsAllDataRequested)
        {
            Describe(request, span);
            span.SetTag("instance", instance);
        }

        return span;
    }

    /// <summary>Ends the span, and says how the request ended.</summary>
    public static void End(Activity span, HttpContext context, Exception? failure)
    {
        if (span.IsAllDataRequested)
        {
            var status = failure is null || context.Response.HasStarted ? context.Response.StatusCode : StatusCodes.Status500InternalServerError;
            span.SetTag("http.response.status_code", status);
            if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route)
            {
                span.SetTag("http.route", route).DisplayName = NameOf(context.Request.Method, route);
            }

            if (failure is not null || status >= StatusCodes.Status500InternalServerError)
            {
                span.SetStatus(ActivityStatusCode.Error, failure?.Message);
                span.SetTag("error.type", failure?.GetType().FullName ?? $"{status}");
            }
        }

        span.Stop();
    }

    private static void Describe(HttpRequest request, Activity span)
    {
        var method = MethodOf(request.Method);
        span.SetTag("http.request.method", method);
        if (method == OtherMethod)
        {
            span.SetTag("http.request.method_original", request.Method);
        }

        span.SetTag("url.scheme", request.Scheme);
        span.SetTag("url.path", (request.PathBase + request.Path).Value);
        span.SetTag("network.protocol.version", request.Protocol[(request.Protocol.IndexOf('/') + 1)..]);
        if (request.Host is { HasValue: true } host)
        {
            span.SetTag("server.address", host.Host);
            if (host.Port is { } port)
            {
                span.SetTag("server.port", port);
            }
        }

        if (request.Headers.UserAgent is { Count: > 0 } agent)
        {
            span.SetTag("user_agent.original", agent.ToString());
        }
    }

    // What the caller told to all that the request leads to.
    private static void PassBaggage(HttpRequest request, Activity span)
    {
        foreach (var (name, value) in DistributedContextPropagator.Current.ExtractBaggage(request.Headers, ReadField)?.Reverse() ?? [])
        {
            span.AddBaggage(name, value);
        }
    }

    private static void Read(object? headers, string name, out string? value, out IEnumerable<string>? values)
    {
        var found = ((IHeaderDictionary)headers!)[name];
        value = found.Count == 1 ? found[0] : null;
        values = found.Count > 1 ? found.OfType<string>() : null;
    }

    private static string NameOf(string method, string? route) =>
        MethodOf(method) is var known && known == OtherMethod ? "HTTP" : known + (route is null ? "" : $" {route}");

    private static string MethodOf(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method)
        || HttpMethods.IsOptions(method) || HttpMethods.IsPatch(method) || HttpMethods.IsTrace(method) || HttpMethods.IsConnect(method)
            ? HttpMethods.GetCanonicalizedValue(method) : OtherMethod;
}
