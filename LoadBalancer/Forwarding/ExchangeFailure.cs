using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>Tells what a failed exchange means, in YARP's terms: retries, telemetry and the client's status follow from them.</summary>
internal static class ExchangeFailure
{
    public static ForwarderError Report(HttpContext context, Exception exception, Interruption interruption, RequestBody? upload, AnswerStage stage)
    {
        if (interruption == Interruption.Cancelled || context.RequestAborted.IsCancellationRequested)
        {
            return Tell(stage >= AnswerStage.Body ? ForwarderError.ResponseBodyCanceled : ForwarderError.RequestCanceled, StatusCodes.Status400BadRequest);
        }

        if (upload?.ClientFailure is { } broken)
        {
            exception = new AggregateException(broken, exception);
            return Tell(ForwarderError.RequestBodyClient, (broken as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest);
        }

        if (interruption == Interruption.TimedOut)
        {
            exception = new OperationCanceledException("Nothing moved for the activity timeout.", exception);
            return stage >= AnswerStage.Body
                ? Tell(ForwarderError.ResponseBodyCanceled, StatusCodes.Status502BadGateway)
                : Tell(ForwarderError.RequestTimedOut, StatusCodes.Status504GatewayTimeout);
        }

        if (upload?.InstanceFailure is { } refused && stage < AnswerStage.Body)
        {
            exception = new AggregateException(refused, exception);
            return Tell(ForwarderError.RequestBodyDestination, StatusCodes.Status502BadGateway);
        }

        exception = exception is HttpRequestException or InvalidOperationException and not ObjectDisposedException ? exception : Broken(exception);
        return Tell(
            exception is InvalidOperationException ? ForwarderError.ResponseHeaders
            : stage == AnswerStage.Client ? ForwarderError.ResponseBodyClient
            : stage == AnswerStage.Body ? ForwarderError.ResponseBodyDestination
            : ForwarderError.Request,
            StatusCodes.Status502BadGateway);

        ForwarderError Tell(ForwarderError error, int status) => ForwarderFailure.Report(context, error, status, exception);
    }

    private static HttpRequestException Broken(Exception exception) => new(
        (exception as HttpIOException)?.HttpRequestError ?? HttpRequestError.Unknown,
        "The connection to the instance broke.",
        exception as IOException ?? new IOException(exception.Message, exception));
}
