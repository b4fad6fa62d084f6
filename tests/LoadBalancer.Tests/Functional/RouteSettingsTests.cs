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
}
