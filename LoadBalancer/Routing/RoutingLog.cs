namespace Mesh.LoadBalancer.Routing;

/// <summary>Tells what changed from one plan to the next.</summary>
internal sealed partial class RoutingLog(ILogger<RoutingLog> logger)
{
    public void Tell(RoutingPlan last, RoutingPlan next)
    {
        foreach (var problem in next.Problems.Except(last.Problems))
        {
            TagNotFollowed(problem.Tag, problem.Service, problem.Text);
        }

        foreach (var route in next.Routes.ExceptBy(last.Routes.Select(Key), Key))
        {
            RouteAdded(Key(route).Requests, route.Service);
        }

        foreach (var route in last.Routes.ExceptBy(next.Routes.Select(Key), Key))
        {
            RouteRemoved(Key(route).Requests, route.Service);
        }
    }

    private static (string Requests, string Service) Key(ServiceRoute route) => (route.Match.ToString(), route.Service);

    [LoggerMessage(1, LogLevel.Warning, "Tag '{Tag}' of service '{Service}' is not followed as it stands: {Problem}.", EventName = nameof(TagNotFollowed))]
    private partial void TagNotFollowed(string tag, string service, string problem);

    [LoggerMessage(2, LogLevel.Information, "{Requests} leads to service '{Service}'.", EventName = nameof(RouteAdded))]
    private partial void RouteAdded(string requests, string service);

    [LoggerMessage(3, LogLevel.Information, "{Requests} leads to service '{Service}' no more.", EventName = nameof(RouteRemoved))]
    private partial void RouteRemoved(string requests, string service);
}
