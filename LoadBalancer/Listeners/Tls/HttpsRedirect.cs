using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.LoadBalancer.Listeners.Tls;

/// <summary>
/// Sends requests without TLS to the same address with it. 308, so that a method and its body stay what they are (RFC 9110, 15.4.9).
/// </summary>
internal sealed class HttpsRedirect(RequestDelegate next, int port)
{
    private readonly string _port = port == 443 ? "" : string.Create(CultureInfo.InvariantCulture, $":{port}");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.IsHttps)
        {
            return next(context);
        }

        if (!request.Host.HasValue)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        // As the client wrote it; only a target in absolute form (RFC 9112, 3.2.2) has to be put together again.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.StartsWith('/') ? target : $"{request.Path.ToUriComponent()}{request.QueryString}";
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = $"https://{HostOf(request.Host)}{_port}{path}";
        return Task.CompletedTask;
    }

    // An IPv6 address keeps its brackets.
    private static string HostOf(HostString host) => host.ToUriComponent() is var text && host.Port is { } port
        ? text[..^(port.ToString(CultureInfo.InvariantCulture).Length + 1)] : text;
}
