using System.Net;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>What a Consul that answers wrongly does to requests: nothing.</summary>
[Collection(nameof(Alone))]
public sealed class ConsulFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, RequestDelegate> Faults = new()
    {
        ["Status500"] = static context => AnswerAsync(context, 500, "rpc error making call"),
        ["NoLeader"] = static context => AnswerAsync(context, 500, "No cluster leader"),
        ["TooManyRequests"] = static context => AnswerAsync(context, 429, "Your IP is issuing too many concurrent connections"),
        ["Forbidden"] = static context => AnswerAsync(context, 403, "Permission denied"),
        ["Garbage"] = static context => AnswerAsync(context, 200, "<html>It works!</html>"),
        ["WrongShape"] = static context => AnswerAsync(context, 200, "[{\"Node\":null,\"Service\":7}]"),
        ["Null"] = static context => AnswerAsync(context, 200, "null"),
        ["HalfAnswer"] = static async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("[{\"Node\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        },
        ["Reset"] = static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        ["Oversized"] = static context => AnswerAsync(context, 200, $"[\"{new string('x', 4_000_000)}\"]"),
    };

    private readonly List<IAsyncDisposable> _started = [];
    private FaultyConsul? _consul;

    public static TheoryData<string> Names => [.. Faults.Keys];

    private FaultyConsul Consul => _consul!;

    public async ValueTask InitializeAsync() => _started.Add(_consul = await FaultyConsul.StartAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var started in Enumerable.Reverse(_started))
        {
            await started.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Requests_go_on_while_Consul_misbehaves_and_its_first_right_answer_is_followed(string fault)
    {
        var (web, api, next) = (await BackendAsync("web"), await BackendAsync("api"), await BackendAsync("next"));
        Consul.Set("web", [], web.Port);
        Consul.Set("api", ["urlprefix-/api"], api.Port);
        var balancer = await StartAsync(untilReady: true);

        Consul.Misbehave(Faults[fault]);
        await UntilHealthAsync(balancer, "Degraded");

        Assert.Equal("web", await balancer.GetAsync());
        Assert.Equal("api", await balancer.GetAsync("/api"));

        Consul.Set("web", [], next.Port);
        Consul.Misbehave(null);
        await UntilHealthAsync(balancer, "Healthy");
        await balancer.UntilAnsweredByAsync("next");
        Assert.Equal("api", await balancer.GetAsync("/api"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_start_while_Consul_misbehaves_waits_unready_and_answers_requests_at_once(string fault)
    {
        var web = await BackendAsync("web");
        Consul.Set("web", [], web.Port);
        Consul.Misbehave(Faults[fault]);
        var balancer = await StartAsync(untilReady: false);

        using (var answer = await balancer.Client.GetAsync("/", TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        await UntilHealthAsync(balancer, "Unhealthy");
        Consul.Misbehave(null);
        await UntilHealthAsync(balancer, "Healthy");
        Assert.Equal("web", await balancer.GetAsync());
    }

    [Fact]
    public async Task A_slow_Consul_delays_changes_and_no_request()
    {
        var (web, next) = (await BackendAsync("web"), await BackendAsync("next"));
        Consul.Set("web", [], web.Port);
        var balancer = await StartAsync(untilReady: true);
        var slow = new TaskCompletionSource();
        Consul.Misbehave(async context =>
        {
            await context.Response.WriteAsync("[");
            await context.Response.Body.FlushAsync();
            await slow.Task;
        });
        Consul.Set("web", [], next.Port);

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("web", await balancer.GetAsync());
        }

        Consul.Misbehave(null);
        slow.SetResult();
        await balancer.UntilAnsweredByAsync("next");
    }

    [Fact]
    public async Task Trouble_that_comes_again_and_again_costs_no_memory()
    {
        var web = await BackendAsync("web");
        Consul.Set("web", [], web.Port);
        var balancer = await StartAsync(untilReady: true);
        await BreakAndMendAsync(balancer);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 10; i++)
        {
            await BreakAndMendAsync(balancer);
        }

        await Eventually.Async(
            () => GC.GetTotalMemory(forceFullCollection: true) - before < 2_000_000,
            Deadline, "The memory should be back", () => GC.GetTotalMemory(true) - before);
    }

    private async Task BreakAndMendAsync(Balancer balancer)
    {
        Consul.Misbehave(Faults["Garbage"]);
        await UntilHealthAsync(balancer, "Degraded");
        Consul.Misbehave(null);
        await UntilHealthAsync(balancer, "Healthy");
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text);
    }

    private static Task UntilHealthAsync(Balancer balancer, string status)
    {
        var last = "";
        return Eventually.Async(
            async () => (last = (await balancer.HealthAsync()).ToString()).Contains($"\"{status}\"", StringComparison.Ordinal),
            Deadline, $"Health should say {status}", () => last);
    }

    private async Task<Balancer> StartAsync(bool untilReady)
    {
        var balancer = await Balancer.StartAsync([$"--CONSUL_HTTP_ADDR={Consul.Address}", "--LoadBalancer:DefaultService=web"], untilReady);
        _started.Add(balancer);
        return balancer;
    }

    private async Task<Backend> BackendAsync(string name)
    {
        var backend = await Backend.StartAsync(name, answer: null, http2: false);
        _started.Add(backend);
        return backend;
    }
}
