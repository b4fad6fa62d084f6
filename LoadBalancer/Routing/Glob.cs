using System.IO.Enumeration;
using System.Text;
using System.Text.RegularExpressions;

namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// A pattern of a host or a path, as fabio's: <c>*</c> stands for any text, dots and slashes included, <c>?</c> for one character, <c>[a-z]</c> and
/// <c>[!a-z]</c> for one of or not of some, <c>{a,b}</c> for one of several texts.
/// </summary>
internal sealed class Glob
{
    private readonly Regex? _regex;
    private readonly bool _ignoreCase;

    private Glob(string text, Regex? regex, bool ignoreCase)
    {
        Text = text;
        _regex = regex;
        _ignoreCase = ignoreCase;
    }

    public string Text { get; }

    /// <summary>Whether a text is more than itself.</summary>
    public static bool IsOne(string text) => text.AsSpan().IndexOfAny("*?[{") >= 0;

    /// <summary>Reads a pattern; null when its brackets do not fit together.</summary>
    public static Glob? Parse(string text, bool ignoreCase)
    {
        if (text.AsSpan().IndexOfAny("[]{}\\") < 0)
        {
            return new(text, null, ignoreCase);
        }

        try
        {
            // Tags are strangers' text: this engine's time grows with the length of what is matched, whatever the pattern.
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;
            return new(text, new(Translate(text), ignoreCase ? options | RegexOptions.IgnoreCase : options), ignoreCase);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public bool Matches(ReadOnlySpan<char> text) => _regex?.IsMatch(text) ?? FileSystemName.MatchesSimpleExpression(Text, text, _ignoreCase);

    private static string Translate(string text)
    {
        var regex = new StringBuilder("^");
        var alternatives = 0;
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '*' => regex.Append(".*"),
                '?' => regex.Append('.'),
                '\\' when i + 1 < text.Length => regex.Append(Regex.Escape(text[++i].ToString())),
                '[' => regex.Append(Class(text, ref i)),
                '{' => regex.Append(Opened(ref alternatives)),
                '}' => regex.Append(Closed(ref alternatives)),
                ',' when alternatives > 0 => regex.Append('|'),
                var letter => regex.Append(Regex.Escape(letter.ToString())),
            };
        }

        return alternatives == 0 ? regex.Append('$').ToString() : throw new ArgumentException("A brace stays open.", nameof(text));
    }

    private static string Opened(ref int alternatives)
    {
        alternatives++;
        return "(?:";
    }

    private static string Closed(ref int alternatives) =>
        --alternatives >= 0 ? ")" : throw new ArgumentException("A brace is closed that was not opened.", nameof(alternatives));

    private static string Class(string text, ref int i)
    {
        var end = text.IndexOf(']', i);
        if (end < i + 2)
        {
            throw new ArgumentException("A bracket stays open or is empty.", nameof(text));
        }

        var inside = text[(i + 1)..end];
        i = end;
        return inside[0] == '!' ? $"[^{Escaped(inside[1..])}]" : $"[{Escaped(inside)}]";
    }

    private static string Escaped(string inside) => inside.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("^", "\\^", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal);
}
