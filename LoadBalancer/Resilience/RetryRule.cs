using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>Decides whether a failed attempt may be repeated on another instance.</summary>
internal static class RetryRule
{
    public static RetryReason For(HttpContext context, IForwarderErrorFeature failure) =>
        context.Response.HasStarted || context.RequestAborted.IsCancellationRequested || failure.Error != ForwarderError.Request ? RetryReason.None
        : failure.Exception is HttpRequestException { InnerException: ConnectFailedException } ? RetryReason.ConnectFailed
        : IsBroken(failure.Exception) && IsRepeatable(context) ? RetryReason.ConnectionBroke
        : RetryReason.None;

    // An answer that is not HTTP, or too large, is no broken connection: the next instance would most likely answer alike.
    private static bool IsBroken(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.Unknown or HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded,
        InnerException: IOException,
    };

    private static bool IsRepeatable(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };
}
