namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>
/// Chooses one of a fixed set of candidates. Made anew whenever the set or a weight changes, so that nothing has to be looked up or locked for a
/// request. YARP's <c>ILoadBalancingPolicy</c> is not used for two reasons: it is found by name for every request, and it has no place for what is
/// known of a set beforehand, such as a schedule or a ring.
/// </summary>
internal interface IPicker
{
    /// <summary>The candidate for a request. Called by many requests at once.</summary>
    Candidate Pick(HttpContext context);
}
