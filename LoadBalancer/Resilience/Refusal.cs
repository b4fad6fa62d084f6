using System.Globalization;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>The balancer's own answers: short, in words, and without anything about the inside of the mesh but the service's name.</summary>
internal static class Refusal
{
    public static Task NoRouteAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, "no service is routed here");

    public static Task NotAdmittedAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status403Forbidden, "access denied");

    public static Task NoInstanceAsync(HttpContext context, string service) =>
        WriteLaterAsync(context, StatusCodes.Status503ServiceUnavailable, $"no instance of service '{service}' is available", 1);

    /// <summary>Consul has not answered about the service yet.</summary>
    public static Task NotKnownAsync(HttpContext context, string service) =>
        WriteLaterAsync(context, StatusCodes.Status503ServiceUnavailable, $"service '{service}' is not known yet", 1);

    /// <summary>All instances have their fill, and the queue has, too.</summary>
    public static Task FullAsync(HttpContext context, string service) =>
        WriteLaterAsync(context, StatusCodes.Status503ServiceUnavailable, $"service '{service}' has too much to do", 1);

    /// <summary>The service's breaker is open.</summary>
    public static Task BrokenAsync(HttpContext context, string service, int retryAfter) =>
        WriteLaterAsync(context, StatusCodes.Status503ServiceUnavailable, $"service '{service}' is failing", retryAfter);

    /// <summary>The client, or all clients together, ask more than they may.</summary>
    public static Task TooManyAsync(HttpContext context, string service, int retryAfter) =>
        WriteLaterAsync(context, StatusCodes.Status429TooManyRequests, $"too many requests to service '{service}'", retryAfter);

    /// <summary>Explains the status that a failed attempt left behind.</summary>
    public static Task FailedAsync(HttpContext context, string service) => context.Response switch
    {
        { HasStarted: true } => Task.CompletedTask,
        { StatusCode: StatusCodes.Status502BadGateway } => WriteAsync(context, 502, $"no instance of service '{service}' could answer"),
        { StatusCode: StatusCodes.Status504GatewayTimeout } => WriteAsync(context, 504, $"service '{service}' did not answer in time"),
        _ => Task.CompletedTask,
    };

    private static Task WriteLaterAsync(HttpContext context, int status, string text, int retryAfter)
    {
        context.Response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, status, text);
    }

    private static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }
}
