using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Admin;

/// <summary>Explains what would become of a request: which route it takes, who may answer it, and why the others may not.</summary>
internal sealed class WhyReport(CatalogueConfigProvider provider, InstanceReport instances)
{
    public WhyView Make(string host, string path)
    {
        var config = provider.Current;
        var asked = path.StartsWith('/') ? path : $"/{path}";
        var table = new RouteTable<ServiceRoute>(config.Plan.Routes.Select(route => (route.Match, route)), config.Plan.Matching);
        var fitting = table.FindAll(host, asked).OrderBy(route => route.Match.Condition is null ? 0 : 1).ToList();
        if (fitting is not [var taken, .. var others])
        {
            return new(host, asked, null, [], [], [], "404: no route fits");
        }

        var candidates = ClusterConfigs.Candidates(taken, config.Snapshot).ToHashSet();
        var known = taken.Services
            .SelectMany(name => (config.Snapshot.Services.GetValueOrDefault(name)?.Instances ?? []).Select(instance => (Service: name, Instance: instance)))
            .ToLookup(entry => candidates.Contains(entry.Instance) ? null : WhyNot(taken, entry.Service, entry.Instance), entry => entry.Instance);
        var willing = known[null].Where(instance => !instances.IsRefusing(instance)).ToList();
        var refusing = willing.Count == 0 ? [] : known[null].Except(willing)
            .Select(instance => new LeftOutView(instance.Id, "refused a connection a moment ago"));
        return new(
            host,
            asked,
            RouteReport.View(config, taken),
            [.. (willing.Count > 0 ? willing : known[null]).Select(instance => instance.Id)],
            [.. known.Where(left => left.Key is not null).SelectMany(left => left.Select(instance => new LeftOutView(instance.Id, left.Key!))), .. refusing],
            [.. others.Select(route => RouteReport.View(config, route))],
            Answer(taken, candidates));
    }

    private static string Answer(ServiceRoute route, HashSet<Instance> candidates) =>
        candidates.Count == 0 ? $"503: no instance of service '{route.Service}' is available"
        : candidates.First().IsAvailable ? $"service '{route.Service}' by {route.Origin}"
        : $"service '{route.Service}' by {route.Origin}, as a last resort: Consul lost the nodes of all its instances";

    private static string WhyNot(ServiceRoute route, string service, Instance instance) =>
        !ClusterConfigs.TakesPart(route, service, instance) ? $"does not carry the {route.Origin}"
        : instance.IsLastResort ? $"its node is lost, and there are others: {instance.Reason}"
        : $"{instance.State.ToString().ToLowerInvariant()}: {instance.Reason}";
}
