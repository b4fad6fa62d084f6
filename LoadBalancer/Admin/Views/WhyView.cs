namespace Mesh.LoadBalancer.Admin.Views;

/// <summary>
/// Answer of <c>/why</c>: the route taken, who may answer, who may not and why, the routes that would come first if their conditions were met, and those
/// that would take the request otherwise.
/// </summary>
internal sealed record WhyView(
    string Host,
    string Path,
    RouteView? Route,
    IReadOnlyList<string> Candidates,
    IReadOnlyList<LeftOutView> LeftOut,
    IReadOnlyList<RouteView> ConditionsNotMet,
    IReadOnlyList<RouteView> LessSpecific,
    string Answer);
