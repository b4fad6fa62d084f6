using System.Globalization;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>Makes requests: mostly what clients send, and what they should not.</summary>
internal static class RandomRequest
{
    private static readonly string[] Methods = ["GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY", "m-search"];

    private static readonly string[] Targets =
    [
        "/", "/", "/a/b.html?c=d&e", "/%41%2f%20b", "/a//b/../c/./d", "/\u00c3\u00bc", "/%c3%bc", "/?q=%zz", "/a?x=<>\"'", "/a|^`{}[]\\", "/a?b#c", "/;p=1,2@:!$&'()*+=~",
        "http://other.example/abs?x", "/a%00b", "/a?%00", "/%", "/%4", "/a?\u00c3\u00bc", "/\u00ff", "*", "//double", "/a?b?c&&d==", "/+%2B?+%2B", "/a%5Cb\\c",
    ];

    private static readonly string[] Fields =
    [
        "Accept: */*", "accept: text/html;q=0.9", "User-Agent: fuzz/1.0 (a; b)", "Cookie: a=1", "Cookie: b=2; c", "X-Custom: 1", "x-custom: 2", "X-Custom:", "X-Empty:   ",
        "X-Tab:\ta\tb\t", "X-Utf8: \u00c3\u00bc", "X-Latin: \u00fc", "Connection: keep-alive,, close", "Connection: X-Custom", "Connection: close, X-Latin", "connection: keep-alive", "Connection: Host, Content-Length",
        "TE: trailers", "TE: gzip;q=0.5", "Trailer: X-T", "Keep-Alive: timeout=5", "Proxy-Connection: keep-alive", "Proxy-Authorization: Basic eA==", "Authorization: Basic eA==",
        "Upgrade-Insecure-Requests: 1", "Upgrade: h2c", "Connection: Upgrade", "Expect: 100-continue", "Expect: else", "Forwarded: for=1.2.3.4", "X-Forwarded-For: 9.9.9.9", "x-forwarded-proto: gopher", "X-Forwarded-Prefix: /p",
        "X-Forwarded-Port: 1", "Via: 1.1 x", "Max-Forwards: 3", "Range: bytes=0-1", "If-None-Match: \"a\", \"b\"", "If-Modified-Since: Mon, 01 Jan 2024 00:00:00 GMT", "Accept-Encoding: gzip, br",
        "Content-Type: text/plain; charset=x", "Content-Encoding: gzip", "Content-Language: de", "Content-MD5: eA==", "Expires: 0", "Allow: GET", "Last-Modified: yesterday", "Origin: null", "Referer: http://a/\u00c3\u00bc",
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate: a=1", "baggage: a=1,b=2", "X-Quote: \"a, b\", c", "X:y", "!#$%&'*+-.^_`|~: token", "Alt-Svc: h2", "HTTP2-Settings: AAMAAABk", "Close: x",
        "Date: Mon, 01 Jan 2024 00:00:00 GMT", "Warning: 199 - x", "Pragma: no-cache", "Cache-Control: no-cache, no-store", "From: a@b", "Accept-Charset: utf-8", "Accept-Language: de, en;q=0.5",
    ];

    private static readonly string[] Oddities =
    [
        "Host: second", "X-Space : a", " folded", "NoColon", ": empty", "X-Nul: a\0b", "X-Cr: a\rb", "X-Bell: \u0007",
    ];

    private static readonly string[] OddFramings =
    [
        "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: identity", "Transfer-Encoding: chunked, chunked", "Transfer-Encoding: chunked", "Content-Length: +0",
        "Content-Length: -1", "Content-Length: 1, 1", "Content-Length: 0x1", "Content-Length: 0",
    ];

    public static (string Text, bool IsWhole) Make(Random random)
    {
        var method = Pick(random, Methods);
        var fields = new List<string> { "Host: web.example:81", "Connection: close" };
        fields.AddRange(Enumerable.Range(0, random.Next(7)).Select(_ => Pick(random, Fields)));
        if (random.Next(12) == 0)
        {
            fields.Add(Pick(random, Oddities));
        }

        if (random.Next(40) == 0)
        {
            fields.Add($"X-Long: {new string('l', random.Next(1, 20_000))}");
        }

        var (field, body, isWhole) = Body(random, method);
        fields.AddRange(field);
        if (random.Next(15) == 0)
        {
            fields.Insert(random.Next(fields.Count), Pick(random, OddFramings));
            isWhole = false;
        }

        return ($"{method} {Pick(random, Targets)} HTTP/1.{(random.Next(25) == 0 ? 0 : 1)}\r\n{string.Join("\r\n", fields)}\r\n\r\n{body}", isWhole);
    }

    private static (string[] Field, string Body, bool IsWhole) Body(Random random, string method)
    {
        var content = new string((char)random.Next('a', 'z'), random.Next(6) == 0 ? random.Next(100_000) : random.Next(200));
        return (method is "GET" or "HEAD" or "TRACE" ? random.Next(60) : random.Next(12)) switch
        {
            < 4 => ([$"Content-Length: {content.Length}"], content, true),
            < 7 => (["Transfer-Encoding: chunked"], Chunks(random, content), true),
            7 => ([$"Content-Length: {content.Length + 1}"], content, false),
            8 => (["Transfer-Encoding: chunked"], Chunks(random, content)[..^random.Next(1, 5)], false),
            9 => (["transfer-encoding: Chunked"], Chunks(random, content).Replace("0\r\n\r\n", "0\r\nX-T: v\r\n\r\n"), true),
            10 => (["Transfer-Encoding: chunked"], $"5\r\nabcdeX\r\n{Chunks(random, content)}", false),
            _ => ([], "", true),
        };
    }

    private static string Chunks(Random random, string content)
    {
        var size = random.Next(1, 20_000);
        return string.Concat(content.Chunk(size).Select(chunk =>
            $"{chunk.Length.ToString(random.Next(2) == 0 ? "x" : "X4", CultureInfo.InvariantCulture)}{(random.Next(4) == 0 ? ";e=\"1\"" : "")}\r\n{new string(chunk)}\r\n")) + "0\r\n\r\n";
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
