using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>An instance's answer that the client does not get to see, because another instance is tried.</summary>
internal sealed record WithheldAnswer(int Status) : IForwarderErrorFeature
{
    public ForwarderError Error => ForwarderError.ResponseHeaders;

    public Exception? Exception => null;
}
