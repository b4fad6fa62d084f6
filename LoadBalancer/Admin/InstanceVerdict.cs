using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Admin;

/// <summary>What the balancer itself has found out about an instance and Consul does not know.</summary>
/// <param name="Word">In one word.</param>
/// <param name="Reason">In words.</param>
/// <param name="LeavesOut">Whether requests go to others for it, as long as there are others.</param>
internal sealed record InstanceVerdict(string Word, string Reason, bool LeavesOut)
{
    /// <summary>The verdict on an instance; null when there is nothing to say.</summary>
    public static InstanceVerdict? On(Candidate candidate, DateTimeOffset now)
    {
        var (upstream, health) = (candidate.Upstream, candidate.Upstream.Health);
        var limit = upstream.Service.Settings.Limits.RequestsPerInstance;
        return health.Standing switch
        {
            Standing.Refusing => new("Refusing", $"cannot be connected to since {health.Since:HH:mm:ss}: {health.Reason}", LeavesOut: true),
            Standing.Ejected => new("Ejected", $"ejected for {Math.Max(0, (health.Until - now).TotalSeconds):0.#} s more: {health.Reason}", LeavesOut: true),
            Standing.OnTrial => new("OnTrial", $"gets one request to show that it is well again: {health.Reason}", LeavesOut: true),
            _ when candidate.Destination.Health.Active == DestinationHealth.Unhealthy => new("FailsChecks", "fails active checks", LeavesOut: true),
            _ when limit > 0 && upstream.UnderWay >= limit => new("Full", $"has {limit} requests under way, as many as it may", LeavesOut: true),
            _ when candidate.IsStarting => new("Starting", $"new: it has weight {candidate.Weight:0.##} of {DestinationWeight.Of(candidate.Destination):0.##} yet", LeavesOut: false),
            _ => null,
        };
    }
}
