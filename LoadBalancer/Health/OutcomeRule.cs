using Mesh.LoadBalancer.Resilience;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Health;

/// <summary>Says what an attempt means for its instance's standing.</summary>
internal static class OutcomeRule
{
    /// <param name="context">The request, after the attempt.</param>
    /// <param name="failure">What the forwarder reported; null when it passed an answer on.</param>
    /// <param name="statuses">Which answers count as failures.</param>
    public static Outcome For(HttpContext context, IForwarderErrorFeature? failure, FailureStatus statuses) => failure switch
    {
        null => ForStatus(context.Response.StatusCode, statuses),
        WithheldAnswer withheld => ForStatus(withheld.Status, statuses),
        _ when context.RequestAborted.IsCancellationRequested => Outcome.Inconclusive,
        { Error: ForwarderError.Request, Exception: HttpRequestException { InnerException: ConnectFailedException } } => Outcome.Refused,
        {
            Error: ForwarderError.Request or ForwarderError.RequestTimedOut or ForwarderError.RequestBodyDestination
                or ForwarderError.ResponseHeaders or ForwarderError.ResponseBodyDestination or ForwarderError.UpgradeResponseDestination
        } => Outcome.Failure,
        _ => Outcome.Inconclusive,
    };

    /// <summary>What went wrong, for people.</summary>
    public static string Describe(HttpContext context, IForwarderErrorFeature? failure) => failure switch
    {
        null => $"status {context.Response.StatusCode}",
        WithheldAnswer withheld => $"status {withheld.Status}",
        { Error: ForwarderError.RequestTimedOut } => "no answer in time",
        { Exception: { } exception } => exception.GetBaseException().Message,
        _ => failure.Error.ToString(),
    };

    private static Outcome ForStatus(int status, FailureStatus statuses) => statuses switch
    {
        FailureStatus.Any5xx when status is >= 500 and <= 599 => Outcome.Failure,
        FailureStatus.Gateway when status is 502 or 503 or 504 => Outcome.Failure,
        _ => Outcome.Success,
    };
}
