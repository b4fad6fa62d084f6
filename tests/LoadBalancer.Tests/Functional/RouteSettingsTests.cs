using System.Net;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>What a rule sets for its route alone.</summary>
public sealed class RouteSettingsTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task Two_routes_of_a_service_may_have_policies_of_their_own()
    {
        var instances = new[] { await AddInstanceAsync(), await AddInstanceAsync(), await AddInstanceAsync() };
        var balancer = await StartBalancerAsync(
            $"--LoadBalancer:Rules:0:Service={Service}", "--LoadBalancer:Rules:0:Path=/hashed", "--LoadBalancer:Rules:0:Policy=ConsistentHash",
            "--LoadBalancer:Rules:0:HashKey=path", $"--LoadBalancer:Rules:1:Service={Service}", "--LoadBalancer:Rules:1:Path=/quick",
            "--LoadBalancer:Rules:1:Policy=PeakEwma");

        var hashed = new HashSet<string>();
        for (var i = 0; i < 9; i++)
        {
            hashed.Add(await balancer.GetAsync("/hashed/a"));
            await balancer.GetAsync("/quick");
        }

        Assert.Single(hashed);
        await balancer.UntilAnsweredByAsync(instances.Select(instance => instance.Name));
        var policies = (await balancer.ReadAsync("routes")).GetProperty("routes").EnumerateArray().ToLookup(
            route => route.GetProperty("path").GetString(), route => route.GetProperty("policy").GetString());
        Assert.Equal(("ConsistentHash", "PeakEwma"), (Assert.Single(policies["/hashed"]), Assert.Single(policies["/quick"])));
    }

    [Fact]
    public async Task Two_routes_of_a_service_may_have_timeouts_of_their_own()
    {
        var go = new TaskCompletionSource();
        await AddInstanceAsync(async context =>
        {
            await go.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("late");
        });
        var balancer = await StartBalancerAsync(
            $"--LoadBalancer:Rules:0:Service={Service}", "--LoadBalancer:Rules:0:Path=/impatient", "--LoadBalancer:Rules:0:FirstByteTimeout=00:00:00.2");
        var patient = balancer.GetAsync("/patient");

        using var answer = await balancer.Client.GetAsync("/impatient", Cancelled);

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        go.SetResult();
        Assert.Equal("late", await patient);
    }

    [Fact]
    public async Task A_route_may_have_a_rate_limit_of_its_own()
    {
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync(
            $"--LoadBalancer:Rules:0:Service={Service}", "--LoadBalancer:Rules:0:Path=/scarce", "--LoadBalancer:Rules:0:RateLimit:PerClient=1",
            $"--LoadBalancer:Rules:1:Service={Service}", "--LoadBalancer:Rules:1:Path=/free", "--LoadBalancer:Rules:1:RateLimit:PerClient=0",
            "--LoadBalancer:RateLimit:PerClient=2");

        Assert.Equal("200 429", await StatusesAsync(balancer, "/scarce"));
        Assert.Equal("200", await StatusesAsync(balancer, "/free"));
        Assert.Equal("200 429", await StatusesAsync(balancer, "/"));
    }

    [Fact]
    public async Task A_route_may_have_retries_of_its_own()
    {
        await using var breaking = new BreakingBackend();
        await RegisterAsync("breaking", breaking.Port);
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync(
            $"--LoadBalancer:Rules:0:Service={Service}", "--LoadBalancer:Rules:0:Path=/once", "--LoadBalancer:Rules:0:Retries=0",
            "--LoadBalancer:Ejection:MaximumEjected=0", "--LoadBalancer:Retry:PerSecond=1000");

        Assert.Equal("200 502", await StatusesAsync(balancer, "/once"));
        Assert.Equal("200", await StatusesAsync(balancer, "/"));
    }

    private static async Task<string> StatusesAsync(Balancer balancer, string path)
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var answer = await balancer.Client.GetAsync(path, Cancelled);
            return (int)answer.StatusCode;
        }));
        return string.Join(' ', statuses.Distinct().Order());
    }
}
