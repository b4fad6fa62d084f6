using System.Net;
using Mesh.LoadBalancer.Admin.Views;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Admin;

/// <summary>Explains what would become of a request: which route it takes, who may answer it, and why the others may not.</summary>
internal sealed class WhyReport(CatalogueConfigProvider provider, RouteReport routes, PoolReport pools, FirstAnswers first, TimeProvider time)
{
    /// <param name="request">The request, as far as it is known.</param>
    /// <param name="client">Who makes it; null when that is not known.</param>
    public WhyView Make(HttpRequest request, IPAddress? client)
    {
        var config = provider.Current;
        var (host, path) = (request.Host.Value ?? "", request.Path.Value ?? "");
        var table = new RouteTable<ServiceRoute>(config.Plan.Routes.Select(route => (route.Match, route)), config.Plan.Matching);
        var fitting = table.FindAll(host, path).ToList();
        var unmet = fitting.Where(route => route.Match.Condition?.IsMetBy(request) == false).ToList();
        if (table.Find(request) is not { } taken)
        {
            return new(host, path, null, [], [], [.. unmet.Select(routes.View)], [], "404: no route fits");
        }

        var pool = pools.Of(taken);
        var (candidates, leftOut) = Divide(config, taken, pool);
        return new(
            host,
            path,
            routes.View(taken),
            candidates,
            leftOut,
            [.. unmet.TakeWhile(route => fitting.IndexOf(route) < fitting.IndexOf(taken)).Select(routes.View)],
            [.. fitting.SkipWhile(route => route != taken).Skip(1).Select(routes.View)],
            Answer(taken, pool, request, client, candidates, AreAllLost(config, taken)));
    }

    private (List<string> Candidates, List<LeftOutView> LeftOut) Divide(CatalogueConfig config, ServiceRoute route, Pool? pool)
    {
        var now = time.GetUtcNow();
        var candidates = new List<string>();
        var leftOut = new List<LeftOutView>();
        var inPool = (pool?.All ?? []).ToDictionary(candidate => candidate.Upstream.Id, StringComparer.OrdinalIgnoreCase);
        var willing = (pool?.Willing ?? []).Select(candidate => candidate.Upstream).ToHashSet();
        foreach (var service in route.Services)
        {
            foreach (var instance in config.Snapshot.Services.GetValueOrDefault(service)?.Instances ?? [])
            {
                if (WhyNot(route, service, instance, inPool.GetValueOrDefault(instance.Id), willing, now) is { } reason)
                {
                    leftOut.Add(new(instance.Id, reason));
                }
                else
                {
                    candidates.Add(instance.Id);
                }
            }
        }

        return (candidates, leftOut);
    }

    private static string? WhyNot(ServiceRoute route, string service, Instance instance, Candidate? candidate, HashSet<Upstream> willing, DateTimeOffset now) =>
        !ClusterConfigs.TakesPart(route, service, instance) ? $"does not carry the {route.Origin}"
        : candidate is null && instance.IsLastResort ? $"its node is lost, and there are others: {instance.Reason}"
        : candidate is null ? $"{instance.State.ToString().ToLowerInvariant()}: {instance.Reason}"
        : InstanceVerdict.On(candidate, now) is { LeavesOut: true } verdict && (verdict.Word == "Full" || !willing.Contains(candidate.Upstream)) ? verdict.Reason
        : !willing.Contains(candidate.Upstream) ? "its weight is 0, and others have more"
        : null;

    private static bool AreAllLost(CatalogueConfig config, ServiceRoute route)
    {
        var instances = ClusterConfigs.Candidates(route, config.Snapshot).ToList();
        return instances.Count > 0 && instances.All(instance => !instance.IsAvailable);
    }

    private string Answer(ServiceRoute route, Pool? pool, HttpRequest request, IPAddress? client, List<string> candidates, bool areAllLost) =>
        client is not null && route.Options.Access?.Admits(client) == false ? $"403: {client} may not come in ({route.Options.Access})"
        : route.Options.Redirect is { } redirect && redirect.For(request, route.Options.Strip) is { } target ? $"{redirect.Status}: sent to {target}"
        : pool is null or { Count: 0 } && route.Services.Any(first.IsAwaited)
        ? $"waits for Consul's first answer about service '{route.Service}'; 503 when that takes too long"
        : pool is null or { Count: 0 } ? $"503: no instance of service '{route.Service}' is available"
        : pool.Breaker?.IsOpen == true ? $"503: the breaker of service '{route.Service}' is open"
        : candidates.Count == 0 ? $"waits for an instance of service '{route.Service}' to end a request; 503 when that takes too long"
        : $"service '{route.Service}' by {route.Origin}" + (areAllLost ? ", as a last resort: Consul lost the nodes of all its instances" : "");
}
