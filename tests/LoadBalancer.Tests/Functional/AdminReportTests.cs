using System.Text.Json;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>The admin tells what requests really meet: what the balancer itself found out, and what routes do.</summary>
public sealed class AdminReportTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task An_ejected_instance_is_shown_as_such_with_the_reason_everywhere()
    {
        var good = await AddInstanceAsync();
        var bad = await AddInstanceAsync(Fail);
        var balancer = await StartBalancerAsync("--LoadBalancer:Ejection:ConsecutiveFailures=3", "--LoadBalancer:Ejection:Duration=00:05:00");

        await balancer.UntilAsync(
            async () =>
            {
                using var answer = await balancer.Client.GetAsync("/", Cancelled);
                return (await InstanceAsync(balancer, bad)).GetProperty("state").GetString() == "Ejected";
            },
            "The failing instance should be ejected");

        Assert.Contains("3 failures in a row", (await InstanceAsync(balancer, bad)).GetProperty("reason").GetString());
        Assert.Equal("Passing", (await InstanceAsync(balancer, good)).GetProperty("state").GetString());
        var why = await balancer.ReadAsync("why?path=/");
        Assert.EndsWith(good.Name, Assert.Single(why.GetProperty("candidates").EnumerateArray()).GetString());
        Assert.StartsWith("ejected for", Assert.Single(why.GetProperty("leftOut").EnumerateArray()).GetProperty("reason").GetString());
        var metrics = await balancer.Admin.GetStringAsync("metrics", Cancelled);
        Assert.Contains($"mesh_ejections_total{{service=\"{Service}\",reason=\"Ejected\"}} 1\n", metrics);
        Assert.Contains($"mesh_instances_left_out{{service=\"{Service}\",standing=\"Ejected\"}} 1\n", metrics);
    }

    [Fact]
    public async Task An_instance_with_its_fill_and_the_queue_are_shown()
    {
        var end = new TaskCompletionSource();
        var busy = await AddInstanceAsync(context => end.Task.WaitAsync(context.RequestAborted));
        var balancer = await StartBalancerAsync("--LoadBalancer:Limits:RequestsPerInstance=1", "--LoadBalancer:Limits:QueueTimeout=00:00:30");

        var requests = Enumerable.Range(0, 2).Select(_ => balancer.GetAsync()).ToList();
        await balancer.UntilAsync(async () => (await ServiceAsync(balancer)).GetProperty("waiting").GetInt32() == 1, "One request should wait");

        var instance = await InstanceAsync(balancer, busy);
        Assert.Equal(("Full", 1, 1), (instance.GetProperty("state").GetString(), instance.GetProperty("requests").GetInt32(), instance.GetProperty("limit").GetInt32()));
        Assert.StartsWith("waits for an instance", (await balancer.ReadAsync("why?path=/")).GetProperty("answer").GetString());
        Assert.Contains($"mesh_queue_waiting{{service=\"{Service}\"}} 1\n", await balancer.Admin.GetStringAsync("metrics", Cancelled));
        end.SetResult();
        await Task.WhenAll(requests);
    }

    [Fact]
    public async Task An_open_breaker_is_shown()
    {
        await AddInstanceAsync(Fail);
        var balancer = await StartBalancerAsync("--LoadBalancer:Breaker:FailureRate=0.5", "--LoadBalancer:Breaker:MinimumRequests=5", "--LoadBalancer:Breaker:OpenFor=00:10:00");
        Assert.Equal("Closed", (await ServiceAsync(balancer)).GetProperty("breaker").GetString());

        for (var i = 0; i < 5; i++)
        {
            using var answer = await balancer.Client.GetAsync("/", Cancelled);
        }

        await balancer.UntilAsync(async () => (await ServiceAsync(balancer)).GetProperty("breaker").GetString() == "Open", "The breaker should be open");
        Assert.Equal($"503: the breaker of service '{Service}' is open", (await balancer.ReadAsync("why?path=/")).GetProperty("answer").GetString());
        Assert.Contains($"mesh_breaker_open{{service=\"{Service}\"}} 1\n", await balancer.Admin.GetStringAsync("metrics", Cancelled));
    }

    [Fact]
    public async Task A_new_instance_is_shown_with_the_weight_that_it_has_yet()
    {
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync("--LoadBalancer:Balancing:SlowStart=01:00:00");
        var late = await AddInstanceAsync();
        await balancer.UntilAsync(async () => (await ServiceAsync(balancer)).GetProperty("instances").GetArrayLength() == 2, "The instance should be known");

        // It is known a moment before its route has it.
        await balancer.UntilAsync(
            async () => (await InstanceAsync(balancer, late)).GetProperty("state").GetString() == "Starting", "The instance should be starting");
        Assert.InRange((await InstanceAsync(balancer, late)).GetProperty("weight").GetDouble(), 0.1, 0.2);
    }

    [Fact]
    public async Task Why_minds_methods_headers_access_rules_and_redirects_and_routes_list_them()
    {
        await AddInstanceAsync(tags: [$"urlprefix-{Service}.example/ deny=ip:192.0.2.0/24", $"urlprefix-{Service}.example/old redirect=301,https://example.com$path"]);
        var balancer = await StartBalancerAsync(
            $"--LoadBalancer:Rules:0:Service={Service}-canary", "--LoadBalancer:Rules:0:Path=/pay", "--LoadBalancer:Rules:0:Methods=POST",
            "--LoadBalancer:Rules:0:Headers:X-Canary=on");

        var canary = await balancer.ReadAsync("why?path=/pay/1&method=POST&header=X-Canary:on");
        var others = await balancer.ReadAsync("why?path=/pay/1");
        var denied = await balancer.ReadAsync($"why?host={Service}.example&path=/&client=192.0.2.7");
        var moved = await balancer.ReadAsync($"why?host={Service}.example&path=/old/x");

        Assert.Equal($"{Service}-canary", canary.GetProperty("route").GetProperty("service").GetString());
        Assert.Equal(Service, others.GetProperty("route").GetProperty("service").GetString());
        Assert.Equal("POST, with X-Canary: on", Assert.Single(others.GetProperty("conditionsNotMet").EnumerateArray()).GetProperty("condition").GetString());
        Assert.StartsWith("403: 192.0.2.7 may not come in", denied.GetProperty("answer").GetString());
        Assert.Equal("301: sent to https://example.com/old/x", moved.GetProperty("answer").GetString());
        var listed = (await balancer.ReadAsync("routes")).GetProperty("routes").EnumerateArray().Where(route => route.GetProperty("host").GetString() == $"{Service}.example").ToList();
        Assert.Contains(listed, route => route.GetProperty("access").GetString() == "deny=ip:192.0.2.0/24");
        Assert.Contains(listed, route => route.GetProperty("redirect").GetString() == "301 https://example.com$path");
    }

    private static Task Fail(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }

    private async Task<JsonElement> ServiceAsync(Balancer balancer) => (await balancer.ReadAsync("instances")).GetProperty("services").EnumerateArray()
        .Single(service => service.GetProperty("service").GetString() == Service);

    private async Task<JsonElement> InstanceAsync(Balancer balancer, Backend backend) => (await ServiceAsync(balancer)).GetProperty("instances").EnumerateArray()
        .Single(instance => instance.GetProperty("address").GetString() == $"127.0.0.1:{backend.Port}");
}
