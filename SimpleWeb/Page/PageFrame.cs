namespace Mesh.SimpleWeb.Page;

/// <summary>The page around the lines. The icon is inline, so that a browser asks for nothing more and no visit counts twice.</summary>
internal static class PageFrame
{
    public const int Length = 2048;

    public const string Foot = """
        </ol>
        </main>
        </html>

        """;

    public static string Head(string instance, int hue) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>Mesh: {{instance}}</title>
        <style>
          :root { --hue: {{hue}}; --accent: hsl(var(--hue) 65% 38%); --tint: hsl(var(--hue) 60% 50% / .13); --line: #8883 }
          @media (prefers-color-scheme: dark) { :root { --accent: hsl(var(--hue) 70% 70%) } }
          body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
          main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
          h1 { margin: 0; font-size: 1.35rem; font-weight: 650 }
          h1 span { color: var(--accent); overflow-wrap: anywhere }
          p { margin: .25rem 0 1.25rem; opacity: .7 }
          ol { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .6rem; overflow: hidden }
          li { padding: .55rem .9rem; overflow-wrap: anywhere }
          li + li { border-top: 1px solid var(--line) }
          .recent { background: var(--tint); box-shadow: inset .25rem 0 var(--accent) }
          b, li span { color: var(--accent); font-weight: 650 }
          time { font-variant-numeric: tabular-nums; white-space: nowrap; opacity: .75 }
          code { font: .92em ui-monospace, monospace }
        </style>
        <main>
        <h1>Answered by <span>{{instance}}</span></h1>
        <p>Visits to this instance, the most recent first; times are UTC. Reload to meet another one.</p>
        <ol>

        """;
}
