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

    [Fact]
    public async Task A_route_may_have_a_breaker_of_its_own()
    {
        await AddInstanceAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path.StartsWithSegments("/broken") ? 500 : 200;
            return Task.CompletedTask;
        });
        var balancer = await StartBalancerAsync(
            $"--LoadBalancer:Rules:0:Service={Service}", "--LoadBalancer:Rules:0:Path=/broken", "--LoadBalancer:Rules:0:Breaker:FailureRate=0.5",
            "--LoadBalancer:Rules:0:Breaker:MinimumRequests=4", "--LoadBalancer:Rules:0:Breaker:OpenFor=01:00:00", "--LoadBalancer:Ejection:MaximumEjected=0");

        await balancer.UntilAsync(
            async () => (await balancer.Client.GetAsync("/broken", Cancelled)).StatusCode == HttpStatusCode.ServiceUnavailable, "The route's breaker should open");

        Assert.Equal("503", await StatusesAsync(balancer, "/broken"));
        Assert.Equal("200", await StatusesAsync(balancer, "/"));
        Assert.StartsWith("503: the breaker", (await balancer.ReadAsync("why?path=/broken")).GetProperty("answer").GetString(), StringComparison.Ordinal);
        var breakers = (await balancer.ReadAsync("routes")).GetProperty("routes").EnumerateArray().ToLookup(
            route => route.GetProperty("path").GetString(), route => route.GetProperty("breaker").GetString());
        Assert.Equal(("Open", "Off"), (Assert.Single(breakers["/broken"]), Assert.Single(breakers["/"])));
    }

    [Fact]
    public async Task A_route_may_have_only_so_many_requests_under_way_at_once()
    {
        var begun = new SemaphoreSlim(0);
        var go = new TaskCompletionSource();
        await AddInstanceAsync(async context =>
        {
            begun.Release();
            await go.Task.WaitAsync(context.RequestAborted);
        });
        var balancer = await StartBalancerAsync(
            $"--LoadBalancer:Rules:0:Service={Service}", "--LoadBalancer:Rules:0:Path=/reports", "--LoadBalancer:Rules:0:RequestsAtOnce=2");
        Task<string>[] reports = [balancer.GetAsync("/reports"), balancer.GetAsync("/reports")];
        var other = balancer.GetAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await begun.WaitAsync(Deadline, Cancelled), "Two reports and another request should be under way.");
        }

        using var refused = await balancer.Client.GetAsync("/reports", Cancelled);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));

        go.SetResult();
        await Task.WhenAll([.. reports, other]);
        Assert.Equal("", await balancer.GetAsync("/reports"));
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
