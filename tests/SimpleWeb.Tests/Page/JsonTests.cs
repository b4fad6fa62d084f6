using System.Net.Http.Json;
using System.Text.Json;

namespace Mesh.SimpleWeb.Tests.Page;

public sealed class JsonTests(SharedWeb shared) : IClassFixture<SharedWeb>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tells_of_the_visit_and_of_the_instance_that_answered()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        await GetAsync("192.0.2.7");
        var json = await GetAsync("192.0.2.7");

        Assert.Equal(["instance", "server", "client", "requests", "time", "trace"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal($"{Environment.MachineName}:{shared.Web.Id}", json.GetProperty("instance").GetString());
        Assert.Equal(shared.Web.Address.Authority, json.GetProperty("server").GetString());
        Assert.Equal("192.0.2.7", json.GetProperty("client").GetString());
        Assert.Equal(2, json.GetProperty("requests").GetInt64());
        Assert.InRange(json.GetProperty("time").GetDateTimeOffset(), before, DateTimeOffset.UtcNow);
        Assert.Matches("^[0-9a-f]{32}$", json.GetProperty("trace").GetString());
    }

    [Fact]
    public async Task It_belongs_to_the_trace_of_the_request()
    {
        var json = await GetAsync("192.0.2.8", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", json.GetProperty("trace").GetString());
    }

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json, */*;q=0.5", "application/json")]
    [InlineData("text/html;q=0.4, */*", "application/json")]
    [InlineData("application/*, text/html;q=0.9", "application/json")]
    [InlineData("application/json;q=0.2, text/html;q=0.3", "text/html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("application/json;q=0, */*", "text/html")]
    [InlineData("*/*", "text/html")]
    [InlineData("image/png", "text/html")]
    [InlineData("nonsense", "text/html")]
    public async Task The_higher_quality_in_accept_decides_and_the_page_wins_a_tie(string accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var answer = await shared.Web.Client.SendAsync(request, Cancelled);

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Accept", Assert.Single(answer.Headers.Vary));
    }

    [Fact]
    public async Task The_query_asks_for_it_too()
    {
        using var answer = await shared.Web.Client.GetAsync("/?format=json", Cancelled);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Only_the_last_hop_is_believed_when_no_other_proxy_is_known() =>
        Assert.Equal("192.0.2.10", (await GetAsync("192.0.2.9, 192.0.2.10")).GetProperty("client").GetString());

    [Fact]
    public async Task The_client_is_the_last_hop_that_is_no_known_proxy()
    {
        await using var web = await WebProcess.StartAsync(("SimpleWeb__KnownProxies__0", "10.0.0.0/8"));

        using var answer = await GetAsync(web, "192.0.2.9, 192.0.2.10, 10.1.2.3");

        Assert.Equal("192.0.2.10", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("client").GetString());
    }

    [Fact]
    public async Task The_instance_is_the_one_that_telemetry_names()
    {
        await using var web = await WebProcess.StartAsync(("OTEL_SERVICE_NAME", "web-1"), ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=abcdwxyz"));

        using var answer = await GetAsync(web, "192.0.2.1");

        Assert.Equal("web-1-abcdwxyz", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("instance").GetString());
    }

    private async Task<JsonElement> GetAsync(string client, params (string Name, string Value)[] headers)
    {
        using var answer = await GetAsync(shared.Web, client, headers);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
    }

    private static Task<HttpResponseMessage> GetAsync(WebProcess web, string client, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var (name, value) in headers.Append(("X-Forwarded-For", client)).Append(("Accept", "application/json")))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return web.Client.SendAsync(request, Cancelled);
    }
}
