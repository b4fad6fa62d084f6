using System.Globalization;
using System.Text;

namespace Mesh.Bench.Results;

/// <summary>Summaries as a picture (SVG): a bar for each proxy and load, requests a second on the left, CPU per request on the right.</summary>
internal static class Plot
{
    private const int RowHeight = 18;
    private const int CaseGap = 26;
    private const int LabelWidth = 90;
    private const int BarWidth = 300;
    private const int PanelWidth = LabelWidth + BarWidth + 70;
    private const int Top = 40;

    private static readonly string[] Colours = ["#8a8f98", "#2f6fed", "#3a9a5b", "#c9752d"];

    public static string Of(IReadOnlyList<Summary> summaries)
    {
        var proxies = summaries.Select(one => one.Proxy).Distinct().Order(StringComparer.Ordinal).ToList();
        var cases = summaries.GroupBy(one => one.Case).OrderBy(group => (group.Key.Bytes, group.Key.Connections)).ToList();
        var height = Top + (cases.Count * ((proxies.Count * RowHeight) + CaseGap));
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{2 * PanelWidth}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">");
        svg.AppendLine("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        Panel(svg, 0, "requests/s (more is better)", "0", cases, proxies, one => one.RequestsPerSecond);
        Panel(svg, PanelWidth, "CPU µs/request (less is better)", "0.0", cases, proxies, one => one.CpuMicrosecondsPerRequest);
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Panel(
        StringBuilder svg, int left, string title, string format, List<IGrouping<Case, Summary>> cases, List<string> proxies, Func<Summary, double> value)
    {
        var most = cases.SelectMany(group => group).Max(value);
        Text(svg, left + 10, 20, title, isBold: true);
        var y = Top;
        foreach (var group in cases)
        {
            Text(svg, left + 10, y + 8, $"{group.Key.Bytes} B, {group.Key.Connections} connections", isBold: false);
            y += CaseGap - 10;
            foreach (var one in group.OrderBy(one => one.Proxy, StringComparer.Ordinal))
            {
                var width = value(one) / most * BarWidth;
                var colour = Colours[proxies.IndexOf(one.Proxy) % Colours.Length];
                svg.AppendLine(CultureInfo.InvariantCulture, $"<rect x=\"{left + LabelWidth}\" y=\"{y}\" width=\"{width:0.0}\" height=\"{RowHeight - 4}\" fill=\"{colour}\"/>");
                Text(svg, left + 20, y + 11, one.Proxy, isBold: false);
                Text(svg, (int)(left + LabelWidth + width + 6), y + 11, value(one).ToString(format, CultureInfo.InvariantCulture), isBold: false);
                y += RowHeight;
            }

            y += 10;
        }
    }

    private static void Text(StringBuilder svg, int x, int y, string text, bool isBold) =>
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\"{(isBold ? " font-weight=\"bold\"" : "")}>{text}</text>");
}
