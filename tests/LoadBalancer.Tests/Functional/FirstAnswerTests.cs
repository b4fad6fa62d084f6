using System.Net;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>A balancer that is ready before Consul has answered about every service.</summary>
public sealed class FirstAnswerTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IAsyncDisposable> _started = [];
    private FaultyConsul _consul = null!;

    public async ValueTask InitializeAsync()
    {
        _started.Add(_consul = await FaultyConsul.StartAsync());
        foreach (var name in new[] { "web", "late" })
        {
            var backend = await Backend.StartAsync(name, answer: null, http2: false);
            _started.Add(backend);
            _consul.Set(name, name == "late" ? ["urlprefix-/late"] : [], backend.Port);
        }

        _consul.Hold("late", _gate.Task);
    }

    public async ValueTask DisposeAsync()
    {
        _gate.TrySetResult();
        foreach (var started in Enumerable.Reverse(_started))
        {
            await started.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_request_for_a_service_that_Consul_has_not_answered_about_waits_for_the_answer()
    {
        var balancer = await StartAsync();
        Assert.Equal(1, (await balancer.HealthAsync()).GetProperty("unanswered").GetInt32());
        Assert.Equal("web", await balancer.GetAsync());
        Assert.StartsWith("waits for Consul's first answer", (await balancer.ReadAsync("why?path=/late")).GetProperty("answer").GetString());

        var requests = await AskAsync(balancer, 20);
        _gate.SetResult();

        Assert.All(await Task.WhenAll(requests), answer => Assert.Equal("late", answer));
        Assert.Equal(0, (await balancer.HealthAsync()).GetProperty("unanswered").GetInt32());
    }

    [Fact]
    public async Task A_request_that_has_waited_long_enough_is_told_to_come_again()
    {
        var balancer = await StartAsync("--LoadBalancer:AwaitConsul=00:00:00.02");

        using var answer = await balancer.Client.GetAsync("/late", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("service 'late' is not known yet\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_service_that_has_no_instances_by_Consuls_word_is_not_waited_for()
    {
        _consul.Set("web", []);
        var balancer = await StartAsync();
        var isWanted = false;
        balancer.Services.GetRequiredService<FirstAnswers>().Wanted += _ => isWanted = true;

        using var answer = await balancer.Client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal("no instance of service 'web' is available\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(isWanted);
    }

    [Fact]
    public async Task A_failure_of_Consuls_ends_the_wait()
    {
        var balancer = await StartAsync();
        var requests = await AskAsync(balancer, 20);

        _consul.Misbehave(static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        _gate.SetResult();

        foreach (var failed in requests)
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => failed);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_request_that_waits_is_served_before_the_balancer_stops()
    {
        var balancer = await StartAsync("--Drain:Timeout=00:00:30");
        var requests = await AskAsync(balancer, 1);

        var stopping = balancer.StopAsync();
        _gate.SetResult();

        Assert.All(await Task.WhenAll(requests), answer => Assert.Equal("late", answer));
        await stopping.WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }

    // Returns when the first of them waits; the others may be on their way.
    private static async Task<List<Task<string>>> AskAsync(Balancer balancer, int requests)
    {
        var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        balancer.Services.GetRequiredService<FirstAnswers>().Wanted += _ => waits.TrySetResult();
        var asked = Enumerable.Range(0, requests).Select(_ => balancer.GetAsync("/late")).ToList();
        await waits.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        return asked;
    }

    private async Task<Balancer> StartAsync(params string[] settings)
    {
        var balancer = await Balancer.StartAsync(
            [$"--CONSUL_HTTP_ADDR={_consul.Address}", "--LoadBalancer:DefaultService=web", "--LoadBalancer:AwaitConsul=00:01:00", .. settings], untilReady: false);
        _started.Add(balancer);
        await balancer.UntilAsync(
            async () => (await balancer.HealthAsync()).GetProperty("status").GetString() == "Healthy", "The balancer should be ready without the answer that is held");
        return balancer;
    }
}
