using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Mesh.SimpleWeb.Visits;

namespace Mesh.SimpleWeb.Page;

/// <summary>Renders the visits that an instance remembers: one line per (client, server) pair, the most recent first.</summary>
internal static class VisitPage
{
    // How many lines count as recent.
    private const int Recent = 3;

    public static string Render(string instance, Visit own, IReadOnlyList<Visit> visits)
    {
        var page = new StringBuilder(PageFrame.Head(Encode(instance), Hue(instance)), PageFrame.Length + (visits.Count * 250));
        for (var i = 0; i < visits.Count; i++)
        {
            AppendLine(page, visits[i], isOwn: visits[i].Client == own.Client && visits[i].Server == own.Server, isRecent: i < Recent);
        }

        return page.Append(PageFrame.Foot).ToString();
    }

    private static void AppendLine(StringBuilder page, Visit visit, bool isOwn, bool isRecent)
    {
        var time = visit.Time.UtcDateTime;
        page.Append(isRecent ? "<li class=\"recent\">" : "<li>")
            .Append(isOwn ? "<b>LOCAL:</b> " : "")
            .Append(CultureInfo.InvariantCulture, $"<time datetime=\"{time:O}\">{time:yyyy-MM-dd HH:mm:ss}</time> ")
            .Append(CultureInfo.InvariantCulture, $"<span>{visit.Requests} {(visit.Requests == 1 ? "request" : "requests")}</span> ")
            .Append(CultureInfo.InvariantCulture, $"from <code>{Encode(visit.Client)}</code> to WebServer <code>{Encode(visit.Server)}</code></li>\n");
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    // One colour per instance, the same at every visit, shows at a glance that another one answered.
    private static int Hue(string instance) => (int)(instance.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u) % 360);
}
