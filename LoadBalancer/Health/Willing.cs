using Mesh.LoadBalancer.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Health;

/// <summary>Says which of a route's instances requests may be given to.</summary>
internal static class Willing
{
    /// <summary>
    /// All but those that cannot be connected to or fail active checks, and those that were ejected first, up to a share. If that leaves nothing,
    /// all: a bad answer may still be better than none, and the balancer may be the one that is wrong.
    /// </summary>
    /// <param name="all">The instances of a route.</param>
    /// <param name="maximumEjected">The largest share that ejections may leave out; one instance may always be where there are others.</param>
    public static Candidate[] Among(Candidate[] all, double maximumEjected)
    {
        Candidate[] reachable = [.. all.Where(IsReachable)];
        var most = all.Length > 1 ? Math.Max(1, (int)(maximumEjected * all.Length)) : 0;
        var ejected = reachable.Where(candidate => candidate.Upstream.Health.Standing != Standing.Good)
            .OrderBy(candidate => candidate.Upstream.Health.Since)
            .Take(Math.Max(0, most - (all.Length - reachable.Length)))
            .ToHashSet();
        Candidate[] left = [.. reachable.Where(candidate => !ejected.Contains(candidate))];
        return WithWeight(left.Length > 0 ? left : all);
    }

    private static bool IsReachable(Candidate candidate) =>
        candidate.Upstream.Health.Standing != Standing.Refusing && candidate.Destination.Health.Active != DestinationHealth.Unhealthy;

    private static Candidate[] WithWeight(Candidate[] candidates)
    {
        Candidate[] weighted = [.. candidates.Where(candidate => candidate.Weight > 0)];
        return weighted.Length > 0 ? weighted : [.. candidates.Select(candidate => new Candidate(candidate.Destination, candidate.Upstream, weight: 1))];
    }
}
