namespace Mesh.LoadBalancer.Admin.Views;

/// <summary>Answer of <c>/instances</c>.</summary>
internal sealed record InstancesView(IReadOnlyList<ServiceView> Services);
