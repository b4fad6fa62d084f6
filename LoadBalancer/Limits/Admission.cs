using Mesh.LoadBalancer.Resilience;
using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Limits;

/// <summary>Decides whether a route takes a request at all.</summary>
internal static class Admission
{
    /// <summary>The answer that refuses a request, which is then on its way; null when it is taken.</summary>
    public static Task? Refuses(HttpContext context, RoutedService service, RateLimit? rateLimit) =>
        rateLimit is { } rate && !rate.Admits(context, out var wait) ? Refusal.TooManyAsync(context, service.Name, wait)
        : service.Breaker is { } breaker && !breaker.Admits(out var rest) ? Refusal.BrokenAsync(context, service.Name, rest)
        : null;
}
