using System.Globalization;

namespace Mesh.Dashboard.Pages.Console;

/// <summary>Colours and weights in force at a place of a line.</summary>
internal readonly record struct AnsiStyle(string? Foreground, string? Background, bool Bold, bool Faint, bool Italic, bool Underlined, bool Inverse)
{
    /// <summary>Classes of the stylesheet; the 16 colours of terminals are classes, so that both themes can show them readably.</summary>
    public string? Class
    {
        get
        {
            string?[] classes =
            [
                NameOf(Inverse ? Background : Foreground, "f"), NameOf(Inverse ? Foreground : Background, "b"),
                Bold ? "bold" : null, Faint ? "faint" : null, Italic ? "italic" : null, Underlined ? "underlined" : null,
                Inverse && Foreground is null && Background is null ? "inverse" : null,
            ];
            return string.Join(' ', classes.OfType<string>()) is { Length: > 0 } text ? text : null;
        }
    }

    /// <summary>The other colours, as variables of CSS.</summary>
    public string? Inline =>
        string.Concat(
            (Inverse ? Background : Foreground) is ['#', ..] and var front ? $"--front:{front};" : null,
            (Inverse ? Foreground : Background) is ['#', ..] and var back ? $"--back:{back};" : null) is { Length: > 0 } css ? css : null;

    /// <summary>The style after the numbers of a sequence, which <c>;</c> separates.</summary>
    public AnsiStyle With(string parameters)
    {
        var style = this;
        var numbers = new Queue<int>(parameters.Split(';', ':')
            .Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0));
        while (numbers.TryDequeue(out var number))
        {
            style = number switch
            {
                0 => default,
                1 => style with { Bold = true },
                2 => style with { Faint = true },
                3 => style with { Italic = true },
                4 => style with { Underlined = true },
                7 => style with { Inverse = true },
                22 => style with { Bold = false, Faint = false },
                23 => style with { Italic = false },
                24 => style with { Underlined = false },
                27 => style with { Inverse = false },
                >= 30 and <= 37 => style with { Foreground = $"{number - 30}" },
                38 => style with { Foreground = Extended(numbers) },
                39 => style with { Foreground = null },
                >= 40 and <= 47 => style with { Background = $"{number - 40}" },
                48 => style with { Background = Extended(numbers) },
                49 => style with { Background = null },
                >= 90 and <= 97 => style with { Foreground = $"{number - 82}" },
                >= 100 and <= 107 => style with { Background = $"{number - 92}" },
                _ => style,
            };
        }

        return style;
    }

    // Other colours are variables, which the stylesheet fits to the theme.
    private static string? NameOf(string? color, string prefix) => color is null ? null : prefix + (color is ['#', ..] ? "x" : color);

    // 5;n is one of 256 colours, 2;r;g;b is any.
    private static string? Extended(Queue<int> numbers)
    {
        var kind = numbers.TryDequeue(out var value) ? value : 0;
        return kind switch
        {
            5 when numbers.TryDequeue(out var n) => n switch
            {
                < 16 => $"{n}",
                < 232 => Hex(Cube((n - 16) / 36), Cube((n - 16) / 6 % 6), Cube((n - 16) % 6)),
                _ => Hex(Gray(n), Gray(n), Gray(n)),
            },
            2 when numbers.TryDequeue(out var r) && numbers.TryDequeue(out var g) && numbers.TryDequeue(out var b) => Hex(r, g, b),
            _ => null,
        };

        static int Cube(int step) => step == 0 ? 0 : 55 + 40 * step;
        static int Gray(int n) => 8 + 10 * (n - 232);
        static string Hex(int r, int g, int b) => $"#{Math.Min(r, 255):x2}{Math.Min(g, 255):x2}{Math.Min(b, 255):x2}";
    }
}
