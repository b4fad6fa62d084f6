namespace Mesh.LoadBalancer.Admin.Views;

/// <summary>
/// Answer of <c>/health</c>: the worst state, and each finding that is not healthy; since when what is in use is not what Consul says, and the services concerned;
/// <c>Unanswered</c> is how many services Consul has not answered about yet.
/// </summary>
internal sealed record HealthView(string Status, IReadOnlyList<string> Reasons, double AgeSeconds, IReadOnlyList<string> Held, int Unanswered);
