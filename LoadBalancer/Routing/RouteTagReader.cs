namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// Reads fabio's route tags. Grammar and meaning: fabio's documentation, "Quickstart", "cfg/routes" and "features". What would change who may come in
/// or where a request goes, and cannot be followed, makes the tag unusable rather than wrong.
/// </summary>
internal sealed class RouteTagReader(PathMatching matching)
{
    public RouteTagReading Read(string tag)
    {
        var parts = tag.Trim()[RouteTag.Prefix.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return RouteTagReading.Refused("it names neither a host nor a path");
        }

        var slash = parts[0].IndexOf('/', StringComparison.Ordinal);
        var host = (slash < 0 ? parts[0] : parts[0][..slash]).ToLowerInvariant();
        var path = slash < 0 ? "/" : RulePath.Of(parts[0][slash..], matching);
        return ProblemWith(host, path) is { } problem ? RouteTagReading.Refused(problem) : RouteTagOptions.Read(new(host, path), parts.AsSpan(1));
    }

    private string? ProblemWith(string host, string path) =>
        host.StartsWith(':') ? "a port alone is a TCP route, and only HTTP is balanced"
        : host.Contains('$', StringComparison.Ordinal) || path.Contains('$', StringComparison.Ordinal) ? "variables are not supported"
        : RouteHost.ProblemWith(host) ?? (matching == PathMatching.Glob && Glob.Parse(path, ignoreCase: false) is null ? $"'{path}' is not a pattern" : null);
}
