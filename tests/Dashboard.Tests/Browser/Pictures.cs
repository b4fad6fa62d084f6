using Microsoft.Playwright;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>Writes pictures into <c>screenshots/</c> beside the tests: they are meant to be looked at.</summary>
internal static class Pictures
{
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    private static readonly (int Width, int Height)[] Sizes = [(1440, 900), (390, 844)];

    // Fluent UI tells the page of another theme; charts are drawn a frame later.
    private const string IsThemed = """
        dark => document.documentElement.style.colorScheme !== (dark ? 'light' : 'dark')
            && new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true)))))
        """;

    /// <summary>Writes what a window shows, at two widths and in both themes; returns what does not fit or cannot be read, in words.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(IPage page, string name)
    {
        List<string> faults = [];
        foreach (var (width, height) in Sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                var picture = $"{name}-{width}-{theme.ToString().ToLowerInvariant()}";
                await page.EmulateMediaAsync(new() { ColorScheme = theme });
                await page.WaitForFunctionAsync(IsThemed, theme == ColorScheme.Dark);
                await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{picture}.png") });

                // The colours are the same at every width.
                faults.AddRange((width == Sizes[0].Width ? await Usability.FaintAsync(page) : []).Select(faint => $"{picture}: {faint}"));
            }

            if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"))
            {
                faults.Add($"{name} is wider than {width} pixels");
            }
        }

        await page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return faults;
    }
}
