using System.Text;

namespace Mesh.Dashboard.Pages.Console;

/// <summary>Reads the colours of terminals (ECMA-48, select graphic rendition) out of a line; leaves out all other control sequences.</summary>
internal static class AnsiText
{
    private const char Escape = '\e';

    /// <summary>The pieces of a line.</summary>
    public static IReadOnlyList<AnsiSpan> Parse(string text)
    {
        if (!text.Contains(Escape))
        {
            return [new(text, null, null)];
        }

        var spans = new List<AnsiSpan>();
        var style = new AnsiStyle();
        var piece = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != Escape)
            {
                piece.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '[')
            {
                var end = i + 2;
                while (end < text.Length && text[end] is < '@' or > '~')
                {
                    end++;
                }

                Flush();
                if (end < text.Length && text[end] == 'm')
                {
                    style = style.With(text[(i + 2)..end]);
                }

                i = end;
            }
            else
            {
                // Some other sequence: its one letter goes with it.
                i++;
            }
        }

        Flush();
        return spans;

        void Flush()
        {
            if (piece.Length > 0)
            {
                spans.Add(new(piece.ToString(), style.Class, style.Inline));
                piece.Clear();
            }
        }
    }

    /// <summary>The line without control sequences.</summary>
    public static string Plain(string text) => text.Contains(Escape) ? string.Concat(Parse(text).Select(span => span.Text)) : text;
}
