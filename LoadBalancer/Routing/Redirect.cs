namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// An answer that sends the client elsewhere, fabio's <c>redirect=301,https://example.com$path</c>. In the target <c>$path</c> stands for the request's
/// path, without what <c>strip=</c> names, and brings the query along unless the target has one; <c>$host</c> for the request's host.
/// </summary>
/// <param name="Status">300 to 399.</param>
/// <param name="Target">An absolute address, or a path.</param>
internal sealed record Redirect(int Status, string Target)
{
    private const string Path = "$path";
    private const string Host = "$host";

    /// <summary>Reads the option's value; null when it is none.</summary>
    public static Redirect? Parse(string text) =>
        text.Split(',', 2) is [var code, var target] && int.TryParse(code, out var status) && status is >= 300 and <= 399 && IsTarget(target)
            ? new(status, target)
            : null;

    /// <summary>Where a request is sent; null when that is where it came from, which would never end.</summary>
    public string? For(HttpRequest request, string? strip)
    {
        var host = request.Host.Value ?? "";
        var target = Target.Replace($"/{Path}", Path, StringComparison.Ordinal).Replace(Host, host, StringComparison.Ordinal);
        if (target.Contains(Path, StringComparison.Ordinal))
        {
            var path = PathRewrite.Cut(strip, request.Path.Value ?? "/");
            var query = target.Contains('?', StringComparison.Ordinal) ? "" : request.QueryString.Value;
            target = target.Replace(Path, new PathString(path).ToUriComponent(), StringComparison.Ordinal) + query;
        }

        var own = $"{request.Path.ToUriComponent()}{request.QueryString.Value}";
        return target == own || target.Equals($"{request.Scheme}://{host}{own}", StringComparison.OrdinalIgnoreCase) ? null : target;
    }

    private static bool IsTarget(string target) =>
        target.StartsWith('/') || target.StartsWith(Path, StringComparison.Ordinal)
        || target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
