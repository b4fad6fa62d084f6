using System.Text.RegularExpressions;

namespace Mesh.SimpleWeb.Tests.Page;

public sealed partial class PageTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_stands_for_each_pair_the_most_recent_first_and_marks_the_visitors_own()
    {
        await using var web = await WebProcess.StartAsync();
        foreach (var client in (string[])["192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.3"])
        {
            await VisitAsync(web, client);
        }

        var page = await VisitAsync(web, "192.0.2.2");

        var server = web.Address.Authority;
        Assert.Equal(
            [
                $"LOCAL: TIME 2 requests from 192.0.2.2 to WebServer {server}",
                $"TIME 1 request from 192.0.2.3 to WebServer {server}",
                $"TIME 2 requests from 192.0.2.1 to WebServer {server}",
            ],
            Lines(page));
    }

    [Fact]
    public async Task The_three_most_recent_pairs_are_highlighted_and_the_oldest_are_forgotten()
    {
        await using var web = await WebProcess.StartAsync(("SimpleWeb__Pairs", "4"));
        var page = "";
        for (var client = 1; client <= 6; client++)
        {
            page = await VisitAsync(web, $"192.0.2.{client}");
        }

        Assert.Equal(["192.0.2.6", "192.0.2.5", "192.0.2.4"], Highlighted().Matches(page).Select(line => line.Groups["client"].Value));
        Assert.Equal(4, Lines(page).Length);
        Assert.DoesNotContain("192.0.2.2", page);
    }

    [Fact]
    public async Task Nothing_that_a_stranger_sends_or_a_name_contains_becomes_markup()
    {
        await using var web = await WebProcess.StartAsync(
            ("OTEL_SERVICE_NAME", "<script>alert(1)</script>"), ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=\"&"));

        var page = await VisitAsync(web, "<script>alert(2)</script>");

        Assert.DoesNotContain("<script", page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;-&quot;&amp;", page);
    }

    [Fact]
    public async Task A_browser_needs_nothing_but_the_page()
    {
        await using var web = await WebProcess.StartAsync();

        var answer = await web.Client.GetAsync("/", Cancelled);

        var page = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("""<link rel="icon" href="data:,">""", page);
        Assert.DoesNotMatch("""(src|href)="(?!data:)""", page);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    private static async Task<string> VisitAsync(WebProcess web, string client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", client);
        using var answer = await web.Client.SendAsync(request, Cancelled);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    /// <summary>The lines as a reader sees them, with TIME for a time.</summary>
    private static string[] Lines(string page) =>
        [.. Line().Matches(page).Select(line => Time().Replace(Tag().Replace(line.Groups["text"].Value, ""), "TIME"))];

    [GeneratedRegex("<li.*?>(?<text>.*)</li>")]
    private static partial Regex Line();

    [GeneratedRegex("<.*?>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex Time();

    [GeneratedRegex("<li class=\"recent\">.*from <code>(?<client>.*?)</code>")]
    private static partial Regex Highlighted();
}
