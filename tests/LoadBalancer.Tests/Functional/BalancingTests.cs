using System.Net;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class BalancingTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task In_Development_where_every_service_is_checked_at_the_start_it_answers_as_well()
    {
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync("--environment=Development");

        using var answer = await balancer.Client.GetAsync("/", Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Four_instances_get_a_hundred_each_of_400_requests_over_one_connection()
    {
        for (var i = 0; i < 4; i++)
        {
            await AddInstanceAsync();
        }

        var balancer = await StartBalancerAsync();
        var answers = new List<string>();
        for (var i = 0; i < 400; i++)
        {
            answers.Add(await balancer.GetAsync());
        }

        Assert.Equal([100, 100, 100, 100], answers.CountBy(name => name).Select(count => count.Value));
        Assert.All(Enumerable.Range(4, 396), i => Assert.Equal(answers[i - 4], answers[i]));
    }

    [Fact]
    public async Task Instances_that_come_and_go_are_followed_without_a_failed_request()
    {
        var first = await AddInstanceAsync();
        var balancer = await StartBalancerAsync();
        await balancer.UntilAnsweredByAsync(first.Name);

        var second = await AddInstanceAsync();
        await balancer.UntilAnsweredByAsync(first.Name, second.Name);

        await DeregisterAsync(first.Name);
        await balancer.UntilAnsweredByAsync(second.Name);
    }

    [Fact]
    public async Task A_change_of_instances_touches_neither_YARPs_configuration_nor_the_other_instances()
    {
        var first = await AddInstanceAsync();
        var balancer = await StartBalancerAsync();
        Assert.True(balancer.Services.GetRequiredService<IProxyStateLookup>().TryGetCluster(Service, out var cluster));
        var (model, kept) = (cluster.Model, cluster.Destinations.Values.Single());

        var second = await AddInstanceAsync();
        await balancer.UntilAnsweredByAsync(first.Name, second.Name);

        Assert.Same(model, cluster.Model);
        Assert.Same(kept, cluster.Destinations[kept.DestinationId]);
    }

    [Fact]
    public async Task An_instance_that_moves_to_another_port_is_followed_there()
    {
        var before = await AddInstanceAsync();
        var after = await StartBackendAsync();
        var balancer = await StartBalancerAsync();
        await balancer.UntilAnsweredByAsync(before.Name);

        await RegisterAsync(before.Name, after.Port);

        await balancer.UntilAnsweredByAsync(after.Name);
    }

    [Fact]
    public async Task An_instance_whose_check_turns_critical_gets_no_requests_until_it_passes_again()
    {
        var first = await AddInstanceAsync();
        var second = await AddInstanceAsync();
        var balancer = await StartBalancerAsync();

        await Consul.Agent.SetServiceMaintenanceAsync(first.Name, enabled: true, "new disk", Cancelled);
        await balancer.UntilAnsweredByAsync(second.Name);
        var why = await balancer.ReadAsync("why?path=/");
        Assert.Equal("maintenance: new disk", why.GetProperty("leftOut")[0].GetProperty("reason").GetString());

        await Consul.Agent.SetServiceMaintenanceAsync(first.Name, enabled: false, cancellationToken: Cancelled);
        await balancer.UntilAnsweredByAsync(first.Name, second.Name);
    }

    [Fact]
    public async Task Without_an_instance_the_answer_is_503_and_says_so()
    {
        var only = await AddInstanceAsync();
        var balancer = await StartBalancerAsync();
        await balancer.UntilAnsweredByAsync(only.Name);

        await DeregisterAsync(only.Name);

        using var answer = await UntilAsync(balancer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal($"no instance of service '{Service}' is available\n", await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal("1", answer.Headers.RetryAfter!.ToString());
        Assert.Equal("Healthy", (await balancer.HealthAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_download_from_an_instance_that_leaves_goes_on_to_its_end()
    {
        var halfway = new TaskCompletionSource();
        var leaving = await AddInstanceAsync(async context =>
        {
            await context.Response.WriteAsync("first half, ");
            await context.Response.Body.FlushAsync();
            await halfway.Task;
            await context.Response.WriteAsync("second half");
        });
        var balancer = await StartBalancerAsync();
        using var answer = await balancer.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Cancelled);

        await DeregisterAsync(leaving.Name);
        (await UntilAsync(balancer, HttpStatusCode.ServiceUnavailable)).Dispose();
        halfway.SetResult();

        Assert.Equal("first half, second half", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    private async Task<HttpResponseMessage> UntilAsync(Balancer balancer, HttpStatusCode status)
    {
        HttpResponseMessage? answer = null;
        await Eventually.Async(
            async () =>
            {
                answer = await balancer.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Cancelled);
                return answer.StatusCode == status;
            },
            Deadline, $"The answer should become {status}", () => answer?.StatusCode);
        return answer!;
    }
}
