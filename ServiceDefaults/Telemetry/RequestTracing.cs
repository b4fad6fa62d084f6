using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Mesh.ServiceDefaults.Telemetry;

/// <summary>
/// Decides whether a request is traced before anything is made for it, and gives it a <see cref="RequestSpan"/> if so. ASP.NET Core makes a span for
/// every request as soon as anybody listens to any, which is most of what telemetry costs a quick request.
/// </summary>
internal sealed class RequestTracing(RequestLimit limit, InstanceIdentity instance) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(InvokeWith);
        next(app);
    };

    private RequestDelegate InvokeWith(RequestDelegate next) => context => InvokeAsync(context, next);

    // Not async itself: so the span is still the current one when the server measures the request, and stands with the measurement as its example.
    private Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!RequestSpan.IsWanted || Probes.Contains(context.Request.Path))
        {
            return next(context);
        }

        if (limit.IsOn && UntracedParent.Is(context.Request.Headers.TraceParent))
        {
            return next(context);
        }

        var caller = RequestSpan.CallerOf(context.Request);
        if (limit.IsOn && !(caller is { } decided ? decided.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) : limit.TryTake()))
        {
            if (caller is null)
            {
                context.Request.Headers.TraceParent = UntracedParent.New();
            }

            return next(context);
        }

        return RequestSpan.Begin(context, caller ?? default, instance.Id) is { } span ? FollowAsync(context, next, span) : next(context);
    }

    private static async Task FollowAsync(HttpContext context, RequestDelegate next, Activity span)
    {
        Exception? failure = null;
        try
        {
            await next(context);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            RequestSpan.End(span, context, failure);
        }
    }
}
