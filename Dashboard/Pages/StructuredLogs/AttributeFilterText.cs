using Mesh.Dashboard.Telemetry;

namespace Mesh.Dashboard.Pages.StructuredLogs;

/// <summary>
/// Filters on attributes as they stand in an address: <c>name=value</c>, <c>name!=value</c>, <c>name~part</c>, <c>name!~part</c>, or only <c>name</c>.
/// </summary>
internal static class AttributeFilterText
{
    // The longer ones first: "!=" holds "=".
    private static readonly (string Sign, AttributeComparison Comparison)[] Signs =
    [
        ("!=", AttributeComparison.IsNot), ("!~", AttributeComparison.DoesNotContain), ("=", AttributeComparison.Is), ("~", AttributeComparison.Contains),
    ];

    /// <summary>Reads a filter; <see langword="null"/> when it names no attribute.</summary>
    public static AttributeFilter? Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text[0] is '=' or '~' or '!')
        {
            return null;
        }

        var found = Signs
            .Select(sign => (sign.Sign, sign.Comparison, At: text.IndexOf(sign.Sign, StringComparison.Ordinal)))
            .Where(sign => sign.At > 0)
            .OrderBy(sign => sign.At)
            .FirstOrDefault();
        return found.Sign is null
            ? new(text.Trim(), AttributeComparison.Exists)
            : new(text[..found.At].Trim(), found.Comparison, text[(found.At + found.Sign.Length)..].Trim());
    }

    /// <summary>Writes a filter.</summary>
    public static string Of(AttributeFilter filter) =>
        filter.Comparison == AttributeComparison.Exists
            ? filter.Name
            : filter.Name + Signs.First(sign => sign.Comparison == filter.Comparison).Sign + filter.Value;
}
