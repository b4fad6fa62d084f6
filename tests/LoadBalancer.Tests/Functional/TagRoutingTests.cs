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
    public async Task Prepend_and_host_change_what_an_instance_sees()
    {
        RequestDelegate echo = static context => context.Response.WriteAsync(
            $"{context.Request.Host} {context.Request.Path} {context.Request.Headers["X-Forwarded-Prefix"]}");
        await AddTaggedAsync("named", $"urlprefix-/{Service}-named strip=/{Service}-named prepend=/v1 host=inner.example.com", echo);
        var own = await AddTaggedAsync("dst", $"urlprefix-/{Service}-dst host=dst", echo);
        var balancer = await StartBalancerAsync();

        Assert.Equal($"inner.example.com /v1/users /{Service}-named", await balancer.GetAsync($"/{Service}-named/users"));
        Assert.Equal($"127.0.0.1:{own.Port} /{Service}-dst ", await balancer.GetAsync($"/{Service}-dst"));
    }

    [Fact]
    public async Task Redirections_and_rules_of_access_need_no_instance()
    {
        await AddTaggedAsync("moved", $"urlprefix-/{Service}-moved redirect=308,https://example.com/new$path strip=/{Service}-moved");
        var closed = await AddTaggedAsync("closed", $"urlprefix-/{Service}-closed allow=ip:10.0.0.0/8");
        var open = await AddTaggedAsync("open", $"urlprefix-/{Service}-open deny=ip:10.0.0.0/8");
        var balancer = await StartBalancerAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = balancer.Address };

        using var moved = await client.GetAsync($"/{Service}-moved/users?q=1", Cancelled);
        using var denied = await client.GetAsync($"/{Service}-closed", Cancelled);

        Assert.Equal((HttpStatusCode.PermanentRedirect, "https://example.com/new/users?q=1"), (moved.StatusCode, moved.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        Assert.Equal(0, closed.Requests);
        Assert.Equal(open.Name, await balancer.GetAsync($"/{Service}-open"));
    }

    [Fact]
    public async Task Rules_of_the_settings_route_by_path_method_and_header()
    {
        var api = await AddTaggedAsync("api", "api");
        var canary = await AddTaggedAsync("canary", "canary");
        var fallback = await AddInstanceAsync();
        var balancer = await StartBalancerAsync(
            $"--LoadBalancer:Rules:0:Service={Service}-api", "--LoadBalancer:Rules:0:Path=/api", "--LoadBalancer:Rules:0:Methods=GET",
            $"--LoadBalancer:Rules:1:Service={Service}-canary", "--LoadBalancer:Rules:1:Headers:X-Canary=on");

        Assert.Equal(api.Name, await balancer.GetAsync("/api/x"));
        Assert.Equal(fallback.Name, await balancer.GetAsync("/"));
        using var posted = await balancer.Client.PostAsync("/api/x", null, Cancelled);
        Assert.Equal(fallback.Name, await posted.Content.ReadAsStringAsync(Cancelled));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-Canary", "on" } } };
        using var answer = await balancer.Client.SendAsync(request, Cancelled);
        Assert.Equal(canary.Name, await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Maintenance_in_Consul_lets_running_requests_finish_and_sends_no_more()
    {
        var held = new TaskCompletionSource();
        var leaving = await AddInstanceAsync(async context =>
        {
            await held.Task;
            await context.Response.WriteAsync("finished");
        });
        var balancer = await StartBalancerAsync();
        var running = balancer.GetAsync();
        await balancer.UntilAsync(() => leaving.Requests == 1, "The request should have arrived");
        var staying = await AddInstanceAsync();

        await Consul.Agent.SetServiceMaintenanceAsync(leaving.Name, true, "new disk", Cancelled);
        await Eventually.Async(
            async () => (await balancer.ReadAsync("instances")).ToString().Contains("Maintenance", StringComparison.Ordinal),
            Deadline, "The balancer should have heard of the maintenance");
        await balancer.UntilAnsweredByAsync(staying.Name);
        held.SetResult();

        Assert.Equal("finished", await running);
        Assert.Equal(1, leaving.Requests);
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
