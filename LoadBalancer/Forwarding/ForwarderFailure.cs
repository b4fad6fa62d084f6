using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>What went wrong, told the way YARP tells it.</summary>
internal sealed record ForwarderFailure(ForwarderError Error, Exception? Exception) : IForwarderErrorFeature
{
    /// <summary>Leaves the failure and a status with the request; a response that has begun is cut off, so that nobody takes it for whole.</summary>
    public static ForwarderError Report(HttpContext context, ForwarderError error, int status, Exception? exception)
    {
        context.Features.Set<IForwarderErrorFeature>(new ForwarderFailure(error, exception));
        if (context.Response.HasStarted)
        {
            context.Abort();
        }
        else
        {
            context.Response.Clear();
            context.Response.StatusCode = status;
        }

        return error;
    }
}
