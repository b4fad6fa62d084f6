namespace Mesh.LoadBalancer.Admin.Views;

/// <summary>
/// A route: requests for <c>Host</c> (empty: any) whose path begins with <c>Path</c> and that meet <c>Condition</c> go to <c>Service</c>, changed as the
/// options say; <c>Breaker</c> is <c>Off</c>, <c>Closed</c> or <c>Open</c>, <c>Available</c> is how many instances may get them now.
/// </summary>
internal sealed record RouteView(
    string Host,
    string Path,
    string? Condition,
    string Service,
    string Origin,
    string Policy,
    string Protocol,
    string? Strip,
    string? Prepend,
    string? SentHost,
    string? Redirect,
    string? Access,
    string Breaker,
    int Available);
