namespace Mesh.LoadBalancer.Admin.Views;

/// <summary>Answer of <c>/routes</c>.</summary>
internal sealed record RoutesView(IReadOnlyList<RouteView> Routes, IReadOnlyList<ProblemView> Problems);
