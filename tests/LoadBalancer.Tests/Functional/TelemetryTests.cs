using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class TelemetryTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task A_request_is_one_trace_whose_span_names_service_instance_and_retries()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var seen = "";
        var alive = await AddInstanceAsync(context =>
        {
            seen = context.Request.Headers.TraceParent.ToString();
            return Task.CompletedTask;
        });
        using var dead = new DeadPort();
        await RegisterAsync($"{Service}-dead", dead.Port);
        var balancer = await StartBalancerAsync();
        var trace = ActivityTraceId.CreateRandom();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
            using var answer = await balancer.Client.SendAsync(request, Cancelled);
        }

        Assert.Equal($"{trace}", seen.Split('-')[1]);
        Activity? span = null;
        await balancer.UntilAsync(
            () => (span = spans.SingleOrDefault(ended => ended.TraceId == trace && ended.GetTagItem("mesh.retries") is not null)) is not null,
            "A request's span should end a moment after its answer");
        Assert.Equal(Service, span!.GetTagItem("mesh.service"));
        Assert.EndsWith($"/{alive.Name}", (string)span.GetTagItem("mesh.instance")!);
        Assert.Equal(1, span.GetTagItem("mesh.retries"));
        Assert.Contains(span.Events, retry => retry.Tags.Any(tag => tag.Value is string id && id.EndsWith($"/{Service}-dead", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Requests_are_counted_by_service_and_class_of_status_and_retries_by_reason()
    {
        await AddInstanceAsync(context =>
        {
            context.Response.StatusCode = int.Parse(context.Request.Path.Value![1..]);
            return Task.CompletedTask;
        });
        using var dead = new DeadPort();
        await RegisterAsync($"{Service}-dead", dead.Port);
        var balancer = await StartBalancerAsync();
        using var measurements = new Measurements(balancer);

        foreach (var status in new[] { 200, 204, 404, 500 })
        {
            using var answer = await balancer.Client.GetAsync($"/{status}", Cancelled);
        }

        await balancer.UntilAsync(() => measurements.Read($"mesh.requests service={Service} status=2xx") == 2, "Two successes should be counted");
        await balancer.UntilAsync(() => measurements.Read($"mesh.requests service={Service} status=4xx") == 1, "One 404 should be counted");
        await balancer.UntilAsync(() => measurements.Read($"mesh.requests service={Service} status=5xx") == 1, "One 500 should be counted");
        Assert.Equal(1, measurements.Sum($"mesh.retries service={Service} reason=ConnectFailed"));
    }

    [Fact]
    public async Task The_time_from_Consuls_answer_until_requests_follow_it_is_measured()
    {
        var balancer = await StartBalancerAsync();
        using var measurements = new Measurements(balancer);

        var instance = await AddInstanceAsync();
        await balancer.UntilAnsweredByAsync(instance.Name);

        await balancer.UntilAsync(() => measurements.Sum("mesh.config.apply.duration") > 0, "The time should be measured");
        Assert.InRange(measurements.Sum("mesh.config.apply.duration"), double.Epsilon, Deadline.TotalSeconds);
    }
}
