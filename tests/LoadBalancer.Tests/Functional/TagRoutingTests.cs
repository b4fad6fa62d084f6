using System.Net;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class TagRoutingTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task Tags_route_by_host_and_by_path_and_the_default_service_gets_the_rest()
    {
        var fallback = await AddInstanceAsync();
        var byHost = await AddTaggedAsync("host", $"urlprefix-{Service}.example.com/");
        var byPath = await AddTaggedAsync("path", $"urlprefix-/{Service}");
        var balancer = await StartBalancerAsync();

        Assert.Equal(fallback.Name, await AskAsync(balancer, "localhost", "/"));
        Assert.Equal(byHost.Name, await AskAsync(balancer, $"{Service}.example.com", "/anything"));
        Assert.Equal(byPath.Name, await AskAsync(balancer, "localhost", $"/{Service}/x"));
        Assert.Equal(byPath.Name, await AskAsync(balancer, "localhost", $"/{Service}x"));
    }

    [Fact]
    public async Task Strip_cuts_the_front_of_the_path_and_leaves_the_query()
    {
        await AddTaggedAsync("strip", $"urlprefix-/{Service} strip=/{Service}", static context =>
            context.Response.WriteAsync($"{context.Request.Path}{context.Request.QueryString}"));
        var balancer = await StartBalancerAsync();

        Assert.Equal("/users?q=%2F", await balancer.GetAsync($"/{Service}/users?q=%2F"));
        Assert.Equal("/", await balancer.GetAsync($"/{Service}"));
    }

    [Fact]
    public async Task A_service_that_gets_a_tag_is_routed_and_forgotten_when_it_leaves()
    {
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync();

        var tagged = await AddTaggedAsync("late", $"urlprefix-/{Service}");
        await Eventually.Async(async () => await balancer.GetAsync($"/{Service}") == tagged.Name, Deadline, "The new service should be routed");

        await DeregisterAsync(tagged.Name);
        await Eventually.Async(async () => await balancer.GetAsync($"/{Service}") != tagged.Name, Deadline, "The default service should get its requests");
    }

    [Fact]
    public async Task A_bad_tag_is_told_with_its_service_and_harms_no_other()
    {
        var tagged = await AddTaggedAsync("bad", $"urlprefix-:99", null, $"urlprefix-/{Service}");
        var balancer = await StartBalancerAsync();

        Assert.Equal(tagged.Name, await balancer.GetAsync($"/{Service}"));
        var problems = (await balancer.ReadAsync("routes")).GetProperty("problems").EnumerateArray();
        Assert.Contains(problems, problem =>
            problem.GetProperty("service").GetString() == $"{Service}-bad" && problem.GetProperty("tag").GetString() == "urlprefix-:99");
    }

    [Fact]
    public async Task Where_no_route_fits_the_answer_is_404_and_says_so()
    {
        var balancer = await StartBalancerAsync("--LoadBalancer:DefaultService=");

        using var answer = await balancer.Client.GetAsync($"/{Service}", Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("no service is routed here\n", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    private static async Task<string> AskAsync(Balancer balancer, string host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        using var answer = await balancer.Client.SendAsync(request, Cancelled);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    private async Task<Backend> AddTaggedAsync(string suffix, string tag, RequestDelegate? answer = null, params string[] more)
    {
        var backend = await StartBackendAsync(answer);
        await RegisterAsync($"{Service}-{suffix}", backend.Name, backend.Port, [tag, .. more]);
        return backend;
    }
}
