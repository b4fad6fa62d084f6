using Microsoft.AspNetCore.Http;

namespace Mesh.Dashboard.Hosting;

/// <summary>Keeps apart what the ports are for: telemetry is not taken where people log in, and pages are not shown where applications send it.</summary>
internal sealed class ListenerGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var came = ListenerFeature.Of(context);
        var belongs = endpoint?.Metadata.GetMetadata<ListenerMetadata>()?.Kind ?? ListenerKind.Browser;
        if (came == belongs)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
