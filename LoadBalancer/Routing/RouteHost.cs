namespace Mesh.LoadBalancer.Routing;

/// <summary>Checks the host of a route.</summary>
internal static class RouteHost
{
    /// <summary>What is wrong with a host, or null.</summary>
    public static string? ProblemWith(string host) =>
        host.Any(letter => !IsHostLetter(letter))
            ? $"'{host}' is not a host name: letters, digits, '-', '.', '_', a port and the patterns '*', '?', '[a-z]' and '{{a,b}}' make one"
        : !host.StartsWith('[') && Glob.Parse(host, ignoreCase: true) is null ? $"'{host}' is not a pattern: a bracket has no counterpart"
        : null;

    private static bool IsHostLetter(char letter) =>
        char.IsLetterOrDigit(letter) || letter is '-' or '.' or '_' or ':' or '*' or '?' or '[' or ']' or '{' or '}' or ',' or '!';
}
