using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>Decides whether a failed attempt may be repeated on another instance.</summary>
internal static class RetryRule
{
    /// <summary>
    /// Asked by whoever forwards a request when the head of a response has come and nothing of it is written: whether the client shall not see it. If
    /// so the response must be dropped, the attempt counts as failed, and another instance is already chosen. Costs a comparison for most responses.
    /// </summary>
    public static bool Withholds(HttpContext context, int status)
    {
        if (status is not (StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout)
            || !IsRepeatable(context) || context.Response.HasStarted || !Attempts.Of(context).TryPlan(context, RetryReason.BadAnswer))
        {
            return false;
        }

        context.Features.Set<IForwarderErrorFeature>(new WithheldAnswer(status));
        return true;
    }

    /// <summary>Why an attempt that brought no answer may be repeated.</summary>
    public static RetryReason For(HttpContext context, IForwarderErrorFeature failure) =>
        context.Response.HasStarted || context.RequestAborted.IsCancellationRequested ? RetryReason.None
        : failure.Error == ForwarderError.RequestTimedOut && IsRepeatable(context) ? RetryReason.TimedOut
        : failure.Error != ForwarderError.Request ? RetryReason.None
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
        IsIdempotent(context.Request.Method) && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    private static bool IsIdempotent(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method)
        || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method);
}
