using System.Diagnostics;
using System.Net;
using Mesh.LoadBalancer.Services;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class ResilienceTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task An_instance_that_always_answers_500_gets_less_than_a_hundredth_of_the_requests()
    {
        await AddInstanceAsync();
        await AddInstanceAsync();
        var bad = await AddInstanceAsync(Answer(500));
        var balancer = await StartBalancerAsync();

        await AskAsync(balancer, 1_000);

        Assert.InRange(bad.Requests, 1, 9);
    }

    [Fact]
    public async Task When_three_of_four_are_bad_two_are_left_out_and_the_third_goes_on()
    {
        await AddInstanceAsync();
        var bad = new[] { await AddInstanceAsync(Answer(500)), await AddInstanceAsync(Answer(500)), await AddInstanceAsync(Answer(500)) };
        var balancer = await StartBalancerAsync();

        await AskAsync(balancer, 400);

        var requests = bad.Select(backend => backend.Requests).Order().ToList();
        Assert.InRange(requests[0], 1, 10);
        Assert.InRange(requests[1], 1, 10);
        Assert.InRange(requests[2], 150, 220);
    }

    [Fact]
    public async Task An_instance_that_was_ejected_returns_after_a_trial_that_goes_well()
    {
        var isBad = true;
        await AddInstanceAsync();
        var mending = await AddInstanceAsync(context => Answer(Volatile.Read(ref isBad) ? 500 : 200)(context));
        var balancer = await StartBalancerAsync("--LoadBalancer:Ejection:Duration=00:00:00.2");
        await AskAsync(balancer, 20);
        Volatile.Write(ref isBad, false);
        var before = mending.Requests;

        await Eventually.Async(
            async () =>
            {
                await AskAsync(balancer, 2);
                return mending.Requests > before + 5;
            },
            Deadline, "The instance should get requests again", () => mending.Requests);
    }

    [Theory]
    [InlineData("GET", HttpStatusCode.OK)]
    [InlineData("POST", HttpStatusCode.ServiceUnavailable)]
    public async Task A_503_is_tried_elsewhere_for_idempotent_methods_and_nothing_of_it_reaches_the_client(string method, HttpStatusCode status)
    {
        await AddInstanceAsync();
        var bad = await AddInstanceAsync(context =>
        {
            context.Response.Headers["X-Bad"] = "yes";
            return Answer(503)(context);
        });
        var balancer = await StartBalancerAsync();
        List<HttpStatusCode> statuses = [];
        for (var i = 0; i < 2; i++)
        {
            using var answer = await balancer.Client.SendAsync(new(new(method), "/"), Cancelled);
            statuses.Add(answer.StatusCode);
            Assert.Equal(answer.StatusCode != HttpStatusCode.OK, answer.Headers.Contains("X-Bad"));
        }

        Assert.Equal([HttpStatusCode.OK, status], statuses.Order());
        Assert.Equal(1, bad.Requests);
    }

    [Fact]
    public async Task The_last_answer_is_passed_on_when_all_are_bad()
    {
        await AddInstanceAsync(Answer(503));
        await AddInstanceAsync(Answer(503));
        var balancer = await StartBalancerAsync();

        using var answer = await balancer.Client.GetAsync("/", Cancelled);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "503"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled)));
    }

    [Fact]
    public async Task An_answer_that_does_not_begin_in_time_is_tried_elsewhere()
    {
        var quick = await AddInstanceAsync();
        var stuck = await AddInstanceAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        // Long enough for the quick one on a busy machine.
        var balancer = await StartBalancerAsync("--LoadBalancer:Timeouts:FirstByte=00:00:03");

        Assert.Equal([quick.Name, quick.Name], [await balancer.GetAsync(), await balancer.GetAsync()]);

        Assert.Equal(1, stuck.Requests);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_as_a_whole_is_a_504()
    {
        await AddInstanceAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var balancer = await StartBalancerAsync("--LoadBalancer:Timeouts:Request=00:00:00.2");

        using var answer = await balancer.Client.PostAsync("/", new StringContent("body"), Cancelled);

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
    }

    [Fact]
    public async Task A_full_instance_makes_requests_wait_and_a_full_queue_refuses_at_once()
    {
        using var release = new SemaphoreSlim(0);
        var only = await AddInstanceAsync(async context =>
        {
            await release.WaitAsync(context.RequestAborted);
            await Answer(200)(context);
        });
        var balancer = await StartBalancerAsync(
            "--LoadBalancer:Limits:RequestsPerInstance=1", "--LoadBalancer:Limits:Queue=1", "--LoadBalancer:Limits:QueueTimeout=00:01:00");
        var first = balancer.Client.GetAsync("/", Cancelled);
        await balancer.UntilAsync(() => only.Requests == 1, "The first request should be under way");
        var second = balancer.Client.GetAsync("/", Cancelled);
        var waiting = balancer.Services.GetRequiredService<RoutedServices>().Of(Service).Waiting!;
        await balancer.UntilAsync(() => waiting.Count == 1, "The second request should wait");

        var clock = Stopwatch.StartNew();
        using var refused = await balancer.Client.GetAsync("/", Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("1", refused.Headers.RetryAfter!.ToString());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}, as if it had waited in the queue.");
        release.Release(2);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [(await first).StatusCode, (await second).StatusCode]);
        Assert.Equal(2, only.Requests);
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_when_to_come_back()
    {
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync("--LoadBalancer:RateLimit:PerClient=1", "--LoadBalancer:RateLimit:PerClientBurst=3");
        await AskAsync(balancer, 3, HttpStatusCode.OK);

        HttpResponseMessage? refused = null;
        await balancer.UntilAsync(
            async () => (refused = await balancer.Client.GetAsync("/", Cancelled)).StatusCode == HttpStatusCode.TooManyRequests, "A fourth at once is too many");

        Assert.Equal("1", refused!.Headers.RetryAfter!.ToString());
    }

    [Fact]
    public async Task A_service_whose_answers_all_fail_is_left_alone_for_a_while()
    {
        var only = await AddInstanceAsync(Answer(500));
        var balancer = await StartBalancerAsync("--LoadBalancer:Breaker:FailureRate=0.5", "--LoadBalancer:Breaker:OpenFor=00:05:00");

        await AskAsync(balancer, 50);
        using var answer = await balancer.Client.GetAsync("/", Cancelled);

        Assert.Equal(20, only.Requests);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal($"service '{Service}' is failing\n", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task An_instance_that_fails_active_checks_gets_no_requests()
    {
        var well = await AddInstanceAsync();
        await AddInstanceAsync(context => Answer(context.Request.Path == "/check" ? 503 : 200)(context));
        var balancer = await StartBalancerAsync("--LoadBalancer:ActiveCheck:Path=/check", "--LoadBalancer:ActiveCheck:Interval=00:00:00.1");

        await balancer.UntilAnsweredByAsync(well.Name);
    }

    [Fact]
    public async Task With_PeakEwma_a_slow_instance_gets_few_requests()
    {
        await AddInstanceAsync();
        await AddInstanceAsync();
        var slow = await AddInstanceAsync(async context =>
        {
            await Task.Delay(400, context.RequestAborted);
            await Answer(200)(context);
        });
        var balancer = await StartBalancerAsync($"--LoadBalancer:Services:{Service}:Balancing:Policy=PeakEwma");

        await AskAsync(balancer, 300);

        Assert.InRange(slow.Requests, 0, 15);
    }

    private static RequestDelegate Answer(int status) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($"{status}", context.RequestAborted);
    };

    private static async Task AskAsync(Balancer balancer, int times, HttpStatusCode? expected = null)
    {
        for (var i = 0; i < times; i++)
        {
            using var answer = await balancer.Client.GetAsync("/", Cancelled);
            Assert.Equal(expected ?? answer.StatusCode, answer.StatusCode);
        }
    }
}
