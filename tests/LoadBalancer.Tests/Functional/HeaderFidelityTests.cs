using System.Net;
using System.Text;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>Header fields carry bytes, and nobody says in what encoding: they leave as they came, and are compared and shown as text all the same.</summary>
public sealed class HeaderFidelityTests(SharedConsul consul) : MeshTest(consul)
{
    // As Latin-1, byte by byte: "ü" in UTF-8 and in Latin-1, and every byte beyond ASCII.
    private static readonly string Value = $"\u00c3\u00bc \u00fc {string.Concat(Enumerable.Range(0x80, 0x80).Select(letter => (char)letter))}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_requests_field_beyond_ASCII_reaches_the_instance_as_it_came(bool ownForwarder)
    {
        var instance = await AddRawInstanceAsync();
        var balancer = await StartBalancerAsync($"--LoadBalancer:OwnForwarder={ownForwarder}");

        var answer = await AskAsync(balancer, $"X-Name: {Value}\r\n");

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains($"X-Name: {Value}\r\n", Assert.Single(instance.Received), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answers_field_beyond_ASCII_reaches_the_client_as_it_came(bool ownForwarder)
    {
        const string Field = "Content-Disposition: attachment; filename=\"\u00fc\u00c3\u00bc.txt\"";
        const string Location = "Location: /\u00c3\u00bc";
        var instance = Track(new RawBackend($"HTTP/1.1 201 Created\r\n{Field}\r\n{Location}\r\nX-Name: {Value}\r\nContent-Length: 0\r\n\r\n", RawEnd.Close));
        await RegisterAsync("foreign", instance.Port);
        var balancer = await StartBalancerAsync($"--LoadBalancer:OwnForwarder={ownForwarder}");

        var answer = await RawClient.GetAsync(balancer.Address, "/");

        Assert.StartsWith("HTTP/1.1 201", answer, StringComparison.Ordinal);
        Assert.Contains($"{Field}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains($"{Location}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains($"X-Name: {Value}\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_beyond_ASCII_passes_over_HTTP2_as_it_came()
    {
        var instance = await AddRawInstanceAsync();
        var url = $"http://127.0.0.1:{FreePort.Take()}";
        await StartBalancerAsync($"--LoadBalancer:Http2Url={url}");
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1 });
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("X-Name", Value);

        using var answer = await client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"X-Name: {Value}\r\n", Assert.Single(instance.Received), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_field_beyond_ASCII_passes_to_an_instance_over_HTTP2_as_it_came()
    {
        var heard = new TaskCompletionSource<string>();
        var backend = await StartBackendAsync(context => { heard.TrySetResult(context.Request.Headers["X-Name"].ToString()); return Task.CompletedTask; }, http2: true);
        await RegisterAsync($"{Service}-h2", backend.Name, backend.Port, [$"urlprefix-/{Service} proto=grpc"]);
        var balancer = await StartBalancerAsync();

        await RawClient.GetAsync(balancer.Address, $"/{Service} HTTP/1.1\r\nX-Name: {Value}\r\nX-Rest:");

        Assert.Equal(Value, await heard.Task.WaitAsync(Deadline, Cancelled));
    }

    [Fact]
    public async Task A_trailer_beyond_ASCII_reaches_the_instance_as_it_came()
    {
        await AddInstanceAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.WriteAsync($"as sent: {context.Request.GetTrailer("X-Name") == Value}");
        });
        var balancer = await StartBalancerAsync();

        var answer = await RawClient.SendAsync(
            balancer.Address, $"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Name: {Value}\r\n\r\n", Deadline);

        Assert.Contains("as sent: True", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_asks_for_a_header_beyond_ASCII_as_UTF8()
    {
        var other = await StartBackendAsync();
        var named = await AddInstanceAsync();
        await RegisterAsync($"{Service}-other", other.Name, other.Port, []);
        var balancer = await StartBalancerAsync(
            $"--LoadBalancer:DefaultService={Service}-other", "--LoadBalancer:Rules:0:Headers:X-City=Zürich", $"--LoadBalancer:Rules:0:Service={Service}");

        Assert.Contains(named.Name, await AskAsync(balancer, "X-City: Z\u00c3\u00bcrich\r\n"), StringComparison.Ordinal);
        Assert.Contains(other.Name, await AskAsync(balancer, "X-City: Z\u00fcrich\r\n"), StringComparison.Ordinal);
        var route = (await balancer.ReadAsync("why?path=/&header=X-City:Zürich")).GetProperty("route");
        Assert.Equal((Service, "with X-City: Zürich"), (route.GetProperty("service").GetString(), route.GetProperty("condition").GetString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_route_cuts_off_is_told_as_UTF8(bool ownForwarder)
    {
        var instance = Track(new RawBackend("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", RawEnd.Close));
        await RegisterAsync(Service, $"{Service}-raw", instance.Port, [$"urlprefix-/{Service}-ü strip=/{Service}-ü"]);
        var balancer = await StartBalancerAsync($"--LoadBalancer:OwnForwarder={ownForwarder}");

        await RawClient.GetAsync(balancer.Address, $"/{Service}-%C3%BC/a");

        Assert.Contains($"X-Forwarded-Prefix: /{Service}-\u00c3\u00bc\r\n", Assert.Single(instance.Received), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirection_beyond_ASCII_is_sent_as_UTF8()
    {
        var instance = await StartBackendAsync();
        await RegisterAsync(Service, instance.Name, instance.Port, [$"urlprefix-/{Service} redirect=301,https://example.com/ü"]);
        var balancer = await StartBalancerAsync();

        Assert.Contains("Location: https://example.com/\u00c3\u00bc\r\n", await RawClient.GetAsync(balancer.Address, $"/{Service}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_beyond_ASCII_does_not_part_a_client_from_its_instance()
    {
        await AddInstanceAsync();
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync("--LoadBalancer:Sticky:Cookie=mesh");
        using var first = await balancer.Client.GetAsync("/", Cancelled);
        var cookie = first.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var name = await first.Content.ReadAsStringAsync(Cancelled);

        for (var i = 0; i < 4; i++)
        {
            Assert.Contains(name, await AskAsync(balancer, $"Cookie: city=Z\u00fcrich; {cookie}; town=K\u00c3\u00b6ln\r\n"), StringComparison.Ordinal);
        }
    }

    private static Task<string> AskAsync(Balancer balancer, string fields) =>
        RawClient.SendAsync(balancer.Address, $"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{fields}\r\n", Deadline);

    private async Task<RawBackend> AddRawInstanceAsync()
    {
        var instance = Track(new RawBackend("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", RawEnd.Close));
        await RegisterAsync($"{Service}-raw", instance.Port);
        return instance;
    }
}
