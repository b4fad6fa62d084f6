using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Routing;
using Yarp.ReverseProxy.Configuration;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>Gives YARP the configuration that follows from the catalogue, and a new one whenever the catalogue changes.</summary>
internal sealed partial class CatalogueConfigProvider(CatalogueStore store, CatalogueConfigBuilder builder, ILogger<CatalogueConfigProvider> logger)
    : BackgroundService, IProxyConfigProvider
{
    private volatile CatalogueConfig _current = builder.First(store.Current);

    /// <summary>The configuration in use.</summary>
    public CatalogueConfig Current => _current;

    public IProxyConfig GetConfig() => _current;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var snapshot in store.ReadChangesAsync(stoppingToken))
        {
            var last = _current;
            var next = builder.Next(last, snapshot);
            Report(next.Plan, last.Plan);
            _current = next;
            last.SignalSuperseded();
        }
    }

    private void Report(RoutingPlan next, RoutingPlan last)
    {
        if (ReferenceEquals(next, last))
        {
            return;
        }

        foreach (var problem in next.Problems.Except(last.Problems))
        {
            Log.TagNotFollowed(logger, problem.Tag, problem.Service, problem.Text);
        }

        foreach (var route in next.Routes.Except(last.Routes))
        {
            Log.RouteAdded(logger, $"{route.Match.Host}{route.Match.Path}", route.Service);
        }

        foreach (var route in last.Routes.Except(next.Routes))
        {
            Log.RouteRemoved(logger, $"{route.Match.Host}{route.Match.Path}", route.Service);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Tag '{Tag}' of service '{Service}' is not followed: {Problem}.", EventName = nameof(TagNotFollowed))]
        public static partial void TagNotFollowed(ILogger logger, string tag, string service, string problem);

        [LoggerMessage(2, LogLevel.Information, "{Route} leads to service '{Service}'.", EventName = nameof(RouteAdded))]
        public static partial void RouteAdded(ILogger logger, string route, string service);

        [LoggerMessage(3, LogLevel.Information, "{Route} leads to service '{Service}' no more.", EventName = nameof(RouteRemoved))]
        public static partial void RouteRemoved(ILogger logger, string route, string service);
    }
}
