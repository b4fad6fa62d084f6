namespace Mesh.Registrar.Configuration;

/// <summary>Finds what somebody who mistyped a name may have meant.</summary>
internal static class Nearest
{
    /// <summary>The known name that takes the fewest insertions, removals and replacements of a letter.</summary>
    public static string To(string name, IEnumerable<string> known) => known.MinBy(each => Distance(name, each))!;

    // Levenshtein's distance, by rows; capitals count as small letters.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
