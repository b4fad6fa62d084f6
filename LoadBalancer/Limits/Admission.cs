using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Resilience;

namespace Mesh.LoadBalancer.Limits;

/// <summary>Decides whether a route takes a request at all.</summary>
internal static class Admission
{
    /// <summary>The answer that refuses a request, which is then on its way; null when it is taken.</summary>
    public static Task? Refuses(HttpContext context, Pool pool) =>
        pool.RateLimit is { } rate && !rate.Admits(context, out var wait) ? Refusal.TooManyAsync(context, pool.Service.Name, wait)
        : pool.Breaker is { } breaker && !breaker.Admits(out var rest) ? Refusal.BrokenAsync(context, pool.Service.Name, rest)
        : null;
}
