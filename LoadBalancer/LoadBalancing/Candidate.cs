using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>An instance in its part on one route, at one moment.</summary>
/// <param name="destination">What YARP knows of it.</param>
/// <param name="upstream">What the balancer itself has seen of it, on all its routes.</param>
/// <param name="weight">Its share beside the others', slow start included; 0 only if none has more.</param>
internal sealed class Candidate(DestinationState destination, Upstream upstream, double weight)
{
    public DestinationState Destination { get; } = destination;

    public Upstream Upstream { get; } = upstream;

    public double Weight { get; } = weight;

    /// <summary>Whether its weight is still rising.</summary>
    public bool IsStarting { get; init; }

    /// <summary>Requests under way with one more, for the weight: the lower, the sooner it should get the next.</summary>
    public double Burden => (Upstream.UnderWay + 1) / Weight;
}
