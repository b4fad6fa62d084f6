using System.Net;
using Mesh.Dashboard.Configuration;
using Mesh.Dashboard.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Mesh.Dashboard.Security;

/// <summary>
/// Refuses what other sites make a browser ask. All of localhost's ports are one site to a browser, which sends each the cookies of the others:
/// hence the origin must be this very port's, for whatever changes something and for the WebSocket of a page.
/// </summary>
internal sealed class BrowserGate(RequestDelegate next, DashboardOptions options)
{
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // Somebody else's name that leads to this machine (DNS rebinding) must not make this server that somebody's.
    private readonly bool _isForThisMachineOnly = options.Url.Split(';').All(url => ListenAddress.Parse(url.Trim()) is { IsLoopback: true });

    public Task InvokeAsync(HttpContext context)
    {
        if (ListenerFeature.Of(context) != ListenerKind.Browser)
        {
            return next(context);
        }

        if (_isForThisMachineOnly && !IsThisMachine(context.Request.Host.Host))
        {
            return RefuseAsync(context, StatusCodes.Status400BadRequest, "This dashboard is open to this machine only, by the name localhost.");
        }

        if (ChangesSomething(context) && !IsFromHere(context.Request))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "This was asked by a page of another origin.");
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static bool ChangesSomething(HttpContext context) =>
        !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        || context.Request.Headers.ContainsKey(HeaderNames.SecWebSocketKey)
        || HttpMethods.IsConnect(context.Request.Method)
        || context.Request.Path.StartsWithSegments("/_blazor");

    // A program that is no browser sends no Origin, and acts for nobody but itself.
    private static bool IsFromHere(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            ? origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            : request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(why);
    }
}
