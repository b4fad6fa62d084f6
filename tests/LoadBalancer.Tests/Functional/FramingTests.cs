using System.Text.RegularExpressions;
using Mesh.LoadBalancer.Tests.Support;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>What an instance gets is well framed, byte by byte, however the client framed it: over YARP's connections and over the balancer's own.</summary>
public sealed partial class FramingTests(SharedConsul consul) : MeshTest(consul)
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

    private static readonly string[] Odd =
    [
        "POST /one HTTP/1.1\r\nHost: a\r\nContent-Length: +0\r\n\r\n",
        "POST /one HTTP/1.1\r\nHost: a\r\nContent-Length: 0x4\r\n\r\nbody",
        "POST /one HTTP/1.1\r\nHost: a\r\nContent-Length: 4,4\r\n\r\nbody",
        "POST /one HTTP/1.1\r\nHost: a\r\nContent-Length:\t4 \r\n\r\nbody",
        "GET /one HTTP/1.1\nHost: a\n\n",
        "GET /one HTTP/1.1\r\nHost: a\nX-Bare: b\r\n\r\n",
        "GET /one HTTP/1.1\r\nHost: a\r\nX-Return: b\rc\r\n\r\n",
        "GET /one HTTP/1.1\r\nHost: a\r\nX-Null: b\0c\r\n\r\n",
        "GET /one HTTP/1.1\r\nHost: a\r\nX-Fold: b\r\n c\r\n\r\n",
        "GET /one HTTP/1.1\r\nHost: a\r\nX Space: b\r\n\r\n",
        "GET /one HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /one\tHTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://other/one HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /o%0d%0aX-In: jected HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /o%0d%0ane HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /one HTTP/1.1\r\nHost: a\r\nConnection: X-Hop\r\nX-Hop: b\r\nKeep-Alive: 1\r\nProxy-Connection: x\r\n\r\n",
        "POST /one HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4;name=value\r\nbody\r\n0\r\nX-Trailer: b\r\n\r\n",
        "POST /one HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\nbody\n0\n\n",
        "POST /one HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: CHUNKED\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
        "POST /one HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
        "POST /one HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
    ];

    public static TheoryData<string, bool> Requests => [.. Odd.SelectMany(request => new[] { (request, false), (request, true) })];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task What_goes_out_is_one_request_in_good_form_or_nothing(string request, bool ownForwarder)
    {
        var backend = Track(new RawBackend(Ok, RawEnd.Close));
        await RegisterAsync(Service, backend.Port);
        var balancer = await StartBalancerAsync($"--LoadBalancer:OwnForwarder={ownForwarder}");

        // A second request in the body's place, in case the balancer and the instance see different ends.
        var answer = await RawClient.SendAsync(balancer.Address, $"{request}GET /smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", Deadline);

        Assert.StartsWith("HTTP/1.1 ", answer);
        Assert.All(backend.Received.Where(connection => connection.Length > 0), connection => Assert.Matches(WellFormed(), connection));
    }

    // Every line ends with CR LF and none else; one framing at most, and nothing after its end. The instance answers the head and may be gone before the body is whole.
    [GeneratedRegex(
        """
        \A[A-Z]+\ [\x21-\x7e]+\ HTTP/1\.1\r\n
        (?!(?:.*\r\n)*(?:X-Hop|Keep-Alive|Proxy-Connection|X\ Space|X-In):)
        (?:(?!Content-Length|Transfer-Encoding)[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*\r\n)*
        (?: (?:Content-Length:\ 0\r\n)? (?:(?!Content-Length|Transfer-Encoding)[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*\r\n)* \r\n
          | Content-Length:\ 4\r\n (?:(?!Content-Length|Transfer-Encoding)[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*\r\n)* \r\n (?:body)?
          | Transfer-Encoding:\ chunked\r\n (?:(?!Content-Length|Transfer-Encoding)[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*\r\n)* \r\n (?:4\r\nbody\r\n(?:0\r\n(?:X-Trailer:\ b\r\n)?\r\n)?)? )\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();
}
