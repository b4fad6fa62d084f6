using System.Globalization;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>Makes answers: mostly what instances send, and what broken ones do.</summary>
internal static class RandomAnswer
{
    private static readonly string[] Lines =
    [
        "HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found", "HTTP/1.1 204 No Content", "HTTP/1.1 304 Not Modified", "HTTP/1.1 301 Moved Permanently",
        "HTTP/1.1 500 Internal Server Error", "HTTP/1.1 503 Service Unavailable", "HTTP/1.1 502 Bad Gateway", "HTTP/1.1 429 Slow Down", "HTTP/1.0 200 OK", "HTTP/1.1 200 ", "HTTP/1.1 200", "HTTP/1.1 205 Reset Content",
        "HTTP/1.1 999 Over", "HTTP/1.1 418 I'm \ta teapot", "HTTP/1.1 206 Partial Content", "HTTP/1.1 207 X", "HTTP/1.1 600 Y",
    ];

    private static readonly string[] OddLines =
    [
        "HTTP/1.1 20 OK", "HTTP/2 200 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 299 \u00fcber", "HTTP/1.1  200 OK", "ICY 200 OK", "", "HTTP/1.1 099 Low", "http/1.1 200 OK", "HTTP/1.2 200 OK", "HTTP/1.1 200\tOK", "HTTP/1.1 2x0 OK", "HTTP/1.1 200 a\u0001b", "HTTP/1.1 200 a\0",
        "HTTP/1.1 101 Switching Protocols", "HTTP/1.1 \u00fc", "HTTP/1.1 000 Zero", "HTTP/1.9 200 OK", "HTTP/1.1 200OK", " HTTP/1.1 200 OK", "HTTP/1.1 199 Interim", "\0\0\0",
    ];

    private static readonly string[] Fields =
    [
        "Server: x/1", "Date: Mon, 01 Jan 2024 00:00:00 GMT", "Content-Type: text/plain", "content-type: text/html; charset=utf-8", "Set-Cookie: a=1; path=/", "Set-Cookie: b=2", "X-Custom: 1", "x-custom: 2", "X-Empty:", "X-Tab: a\tb \t",
        "Location: /x?y", "ETag: \"e\"", "Cache-Control: no-cache", "Cache-Control: no-store", "Vary: Accept", "vary: Cookie", "Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT", "Age: 5", "Expires: 0",
        "Connection: keep-alive", "Connection: X-Custom", "Connection: close", "Keep-Alive: timeout=5, max=3", "Keep-Alive: timeout=1", "Keep-Alive: x", "Proxy-Connection: close", "Proxy-Authenticate: Basic", "WWW-Authenticate: Basic realm=\"a, b\"", "WWW-Authenticate: Negotiate",
        "Trailer: X-T", "Upgrade: h2c", "Alt-Svc: h2=\":1\"", "Via: 1.1 y", "Strict-Transport-Security: max-age=1", "Strict-Transport-Security: max-age=2", "Content-Encoding: gzip", "Content-Language: de", "Accept-Ranges: bytes", "Allow: GET, HEAD", "Content-Range: bytes 0-1/2",
        "X-Powered-By: z", "Access-Control-Allow-Origin: *", "Content-Disposition: inline", "Pragma: no-cache", "Retry-After: 1", "X-Space : a", "!#$%&'*+-.^_`|~: token", "traceparent: x", "Close: x", "Transfer-encodin: a", "TE: trailers", "Content-MD5: eA==", "X-Frame-Options: DENY",
    ];

    private static readonly string[] OddFields =
    [
        "NoColon", ": empty", "X-Nul: a\0b", "X-Cr: a\rb", "X-Bell: a\u0007b", "X-Fold: a\r\n b", "X-Fold: a\r\n\t \r\n c", "X-Fold:\r\n a", "X Space: a", "X-\u00fc: a", "Content-Length: +5", "Content-Length: 5, 5", "Content-Length: -1", "Content-Length: abc", "Content-Length:",
        "Content-Length: 99999999999999999999", "Content-Length: 3", "Content-Length: 3", "Content-Length: 0", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: identity", "Transfer-Encoding: chunked, chunked", "Transfer-Encoding:", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked",
        "Content-Length : 5", "Connection: close, X-Custom", "X-Del: a\u007fb", " folded first", "Content-Length: 0x5", "Content-Length: 5;", "X-Latin: \u00fc", "Location: /\u00c3\u00bc",
    ];

    private static readonly string[] Sizes = ["5;e=1", "05", "0000005", "5 ", "5\t;x", "5 ;x", "+5", "-5", "0x5", "", "g", "5g", "ffffffffffffffff", "7fffffffffffffff", "10000000000000000", "5;\0", "5;\r", " 5", "5;e=\"a\\\"\"", "00"];

    public static (string Text, AnswerEnd End, bool IsDoubtful) Make(Random random)
    {
        var end = random.Next(12) switch { 0 => AnswerEnd.Close, _ => AnswerEnd.Keep };
        if (random.Next(30) == 0)
        {
            return ("", random.Next(2) == 0 ? AnswerEnd.Reset : AnswerEnd.Close, false);
        }

        var line = random.Next(12) == 0 ? Pick(random, OddLines) : Pick(random, Lines);
        var fields = Enumerable.Range(0, random.Next(8)).Select(_ => Pick(random, Fields)).ToList();
        if (random.Next(6) == 0)
        {
            fields.Insert(random.Next(fields.Count + 1), Pick(random, OddFields));
        }

        if (random.Next(60) == 0)
        {
            fields.Add($"X-Long: {new string('l', random.Next(3) == 0 ? 70_000 : random.Next(40_000))}");
        }

        var (framing, body, isDoubtful) = line.Contains("204", StringComparison.Ordinal) ? ([], "", false) : Body(random, ref end);
        isDoubtful |= !Lines.Contains(line) || fields.Any(OddFields.Contains) || (line.StartsWith("HTTP/1.0", StringComparison.Ordinal) && framing is [['T' or 't', ..], ..]);
        fields.InsertRange(random.Next(fields.Count + 1), framing);
        var head = $"{Interim(random)}{line}\r\n{string.Concat(fields.Select(field => $"{field}\r\n"))}\r\n";
        var text = (random.Next(15) == 0 ? head.Replace("\r\n", "\n") : head) + body;
        switch (random.Next(60))
        {
            case < 4:
                return (text[..random.Next(text.Length)], AnswerEnd.Close, isDoubtful);
            case < 7:
                return (text[..random.Next(1, text.Length)], AnswerEnd.Reset, isDoubtful);
            case 7 when !isDoubtful:
                return (text[..random.Next(text.Length)], AnswerEnd.Stall, isDoubtful);
        }

        // What stays open must show by itself where it ends: nobody waits for a timeout here.
        return (text, isDoubtful ? AnswerEnd.Close : end, isDoubtful);
    }

    private static string Interim(Random random) => random.Next(15) switch
    {
        0 => "HTTP/1.1 100 Continue\r\n\r\n",
        1 => "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nContent-Length: 5\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n",
        _ => "",
    };

    private static (string[] Framing, string Body, bool IsDoubtful) Body(Random random, ref AnswerEnd end)
    {
        var content = new string((char)random.Next('A', 'Z'), random.Next(6) == 0 ? random.Next(200_000) : random.Next(200));
        switch (random.Next(12))
        {
            case < 5:
                return ([$"Content-Length: {content.Length}"], content, false);
            case < 8:
                return (["Transfer-Encoding: chunked"], Chunks(random, content) + Trailers(random, out var isDoubtful), isDoubtful);
            case 8:
                end = AnswerEnd.Close;
                return ([], content, false);
            case 9:
                end = AnswerEnd.Close;
                return (["transfer-encoding: Chunked"], $"{Pick(random, Sizes)}\r\nabcde\r\n0\r\n\r\n", true);
            case 10:
                end = AnswerEnd.Close;
                return random.Next(4) switch
                {
                    0 => (["Transfer-Encoding: chunked"], "5\r\nabcdefg\r\n0\r\n\r\n", true),
                    1 => (["Transfer-Encoding: chunked"], "5\nabcde\n0\n\n", true),
                    2 => ([$"Content-Length: {content.Length + 3}"], content, false),
                    _ => ([$"Content-Length: {content.Length}", "Transfer-Encoding: chunked"], Chunks(random, content) + "0\r\n\r\n", true),
                };
            default:
                return ([$"Content-Length: {content.Length}"], content + (random.Next(3) == 0 ? "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nsmuggled" : ""), false);
        }
    }

    private static string Trailers(Random random, out bool isDoubtful)
    {
        var kind = random.Next(8);
        isDoubtful = kind == 0;
        return kind switch
        {
            0 => "0\r\nno colon\r\n\r\n",
            1 => "0\r\nX-T: v\r\nX-U: w\r\n\r\n",
            2 => "0;last\r\n\r\n",
            _ => "0\r\n\r\n",
        };
    }

    private static string Chunks(Random random, string content)
    {
        var size = random.Next(1, 50_000);
        return string.Concat(content.Chunk(size).Select(chunk =>
            $"{chunk.Length.ToString(random.Next(2) == 0 ? "x" : "X4", CultureInfo.InvariantCulture)}{(random.Next(4) == 0 ? ";e=1" : "")}\r\n{new string(chunk)}\r\n"));
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
