using System.Net;
using System.Text;
using System.Text.Json;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class RetryTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task An_instance_that_refuses_costs_no_request_whatever_the_method_and_is_avoided_afterwards()
    {
        var alive = await AddInstanceAsync(Echo);
        using var dead = new DeadPort();
        await RegisterAsync($"{Service}-dead", dead.Port);
        var balancer = await StartBalancerAsync("--LoadBalancer:AvoidRefused=00:05:00");

        for (var i = 0; i < 20; i++)
        {
            Assert.StartsWith("HTTP/1.1 200", await RawClient.GetAsync(balancer.Address, "/"));
            Assert.Contains($"\r\nbody {i}\r\n", await RawClient.PostAsync(balancer.Address, "/", $"body {i}"));
        }

        Assert.Equal(40, alive.Requests);
        Assert.Equal("Refusing", State(await balancer.ReadAsync("instances"), $"{Service}-dead"));
    }

    [Fact]
    public async Task An_instance_that_was_avoided_gets_requests_again_when_it_accepts_connections_and_no_request_is_spent_on_finding_out()
    {
        var first = await AddInstanceAsync();
        using var port = new DeadPort();
        await RegisterAsync($"{Service}-dead", port.Port);
        var balancer = await StartBalancerAsync("--LoadBalancer:AvoidRefused=00:00:00.1");
        await balancer.GetAsync();
        await balancer.GetAsync();
        Assert.Equal("Refusing", State(await balancer.ReadAsync("instances"), $"{Service}-dead"));

        port.Listen();

        await Eventually.Async(
            async () => State(await balancer.ReadAsync("instances"), $"{Service}-dead") == "Passing", Deadline, "The instance should get another chance");
        Assert.Equal(2, first.Requests);
    }

    [Fact]
    public async Task The_last_instance_is_never_avoided()
    {
        using var dead = new DeadPort();
        await RegisterAsync($"{Service}-dead", dead.Port);
        var balancer = await StartBalancerAsync("--LoadBalancer:AvoidRefused=00:05:00");

        for (var i = 0; i < 3; i++)
        {
            using var answer = await balancer.Client.GetAsync("/", Cancelled);
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
            Assert.Equal($"no instance of service '{Service}' could answer\n", await answer.Content.ReadAsStringAsync(Cancelled));
        }
    }

    [Theory]
    [InlineData("GET", HttpStatusCode.OK)]
    [InlineData("HEAD", HttpStatusCode.OK)]
    [InlineData("POST", HttpStatusCode.BadGateway)]
    [InlineData("DELETE", HttpStatusCode.OK)]
    [InlineData("PATCH", HttpStatusCode.BadGateway)]
    public async Task A_connection_that_breaks_before_the_response_is_made_good_for_idempotent_methods_alone(string method, HttpStatusCode status)
    {
        await AddInstanceAsync();
        var breaking = Track(new BreakingBackend());
        await RegisterAsync($"{Service}-breaking", breaking.Port);
        var balancer = await StartBalancerAsync();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/");
            using var answer = await balancer.Client.SendAsync(request, Cancelled);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, status], statuses.Order());
        Assert.Equal(1, breaking.Requests);
    }

    [Fact]
    public async Task Each_attempt_is_on_a_different_instance_and_there_are_no_more_than_the_setting_allows()
    {
        var breaking = Enumerable.Range(0, 5).Select(_ => Track(new BreakingBackend())).ToList();
        foreach (var backend in breaking)
        {
            await RegisterAsync($"{Service}-{backend.Port}", backend.Port);
        }

        var balancer = await StartBalancerAsync("--LoadBalancer:Retries=3");
        using var answer = await balancer.Client.GetAsync("/", Cancelled);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal([0, 1, 1, 1, 1], breaking.Select(backend => backend.Requests).Order());
    }

    [Fact]
    public async Task A_response_that_has_started_is_never_repeated_and_never_looks_whole()
    {
        var half = Track(new BreakingBackend("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
        await RegisterAsync($"{Service}-half", half.Port);
        var balancer = await StartBalancerAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => balancer.Client.GetStringAsync("/", Cancelled));

        Assert.Equal(1, half.Requests);
    }

    [Fact]
    public async Task An_answer_that_is_not_HTTP_is_a_502_and_is_not_tried_elsewhere()
    {
        var garbage = Track(new BreakingBackend("this is not HTTP\r\n\r\n"));
        await RegisterAsync($"{Service}-garbage", garbage.Port);
        var balancer = await StartBalancerAsync();

        using var answer = await balancer.Client.GetAsync("/", Cancelled);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(1, garbage.Requests);
    }

    [Fact]
    public async Task A_body_that_no_instance_has_seen_reaches_the_next_one_whole()
    {
        await AddInstanceAsync(Echo);
        using var dead = new DeadPort();
        await RegisterAsync($"{Service}-dead", dead.Port);
        var balancer = await StartBalancerAsync("--LoadBalancer:AvoidRefused=00:00:00");
        var body = new string('x', 1_000_000);

        for (var i = 0; i < 4; i++)
        {
            using var answer = await balancer.Client.PostAsync("/", new StringContent(body, Encoding.ASCII), Cancelled);
            Assert.Equal(body, await answer.Content.ReadAsStringAsync(Cancelled));
        }
    }

    private static Task Echo(HttpContext context) => context.Request.Body.CopyToAsync(context.Response.Body);

    private static string? State(JsonElement instances, string id) => instances.GetProperty("services").EnumerateArray()
        .SelectMany(service => service.GetProperty("instances").EnumerateArray())
        .Single(instance => instance.GetProperty("id").GetString()!.EndsWith($"/{id}", StringComparison.Ordinal)).GetProperty("state").GetString();
}
