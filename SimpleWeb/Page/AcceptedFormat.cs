using Microsoft.Net.Http.Headers;

namespace Mesh.SimpleWeb.Page;

/// <summary>Chooses between the page and JSON.</summary>
internal static class AcceptedFormat
{
    private static readonly MediaTypeHeaderValue Html = new("text/html");
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>
    /// Whether the client prefers JSON: by <c>?format=json</c>, or because its <c>Accept</c> gives JSON a higher quality than the page.
    /// </summary>
    public static bool IsJson(HttpRequest request)
    {
        if (request.Query.TryGetValue("format", out var format))
        {
            return format == "json";
        }

        var ranges = request.GetTypedHeaders().Accept;
        return Quality(ranges, Json) > Quality(ranges, Html);
    }

    // The most specific range that matches decides: RFC 9110, 12.5.1.
    private static double Quality(IList<MediaTypeHeaderValue> ranges, MediaTypeHeaderValue type) =>
        ranges.Where(type.IsSubsetOf)
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
}
