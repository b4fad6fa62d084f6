using System.Text;
using Mesh.LoadBalancer.AccessLog;

namespace Mesh.LoadBalancer.Tests.AccessLog;

public sealed class CombinedLineTests
{
    private static readonly AccessEntry Entry = new(
        new(2026, 11, 23, 9, 8, 7, TimeSpan.Zero), "192.0.2.1", "GET", "shop.example", "/a?b=c", "HTTP/1.1", 200, 1234, 0.0125, "", "wrk", "web", "node/web-1", 1, null);

    [Fact]
    public void A_request_is_one_line_of_the_combined_format_with_more_at_its_end() => Assert.Equal(
        "192.0.2.1 - - [23/Nov/2026:09:08:07 +0000] \"GET /a?b=c HTTP/1.1\" 200 1234 \"-\" \"wrk\" 0.012500 web node/web-1 1 -\n", Write(Entry));

    [Fact]
    public void What_a_client_sent_cannot_break_the_line() => Assert.Contains(
        "\"a\\\"b\\\\c\\x0Ad\\x1B\"", Write(Entry with { UserAgent = "a\"b\\c\nd\u001b" }));

    private static string Write(AccessEntry entry)
    {
        var line = new StringBuilder();
        CombinedLine.Write(entry, line);
        return line.ToString();
    }
}
