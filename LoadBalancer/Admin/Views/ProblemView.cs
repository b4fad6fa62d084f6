namespace Mesh.LoadBalancer.Admin.Views;

/// <summary>A tag that is not followed.</summary>
internal sealed record ProblemView(string Service, string Tag, string Problem);
