namespace Mesh.LoadBalancer.Admin.Views;

/// <summary>An instance that gets none of these requests.</summary>
internal sealed record LeftOutView(string Id, string Reason);
