using System.Net;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class RegistryTroubleTests(OwnConsul consul) : MeshTest(consul.Server), IClassFixture<OwnConsul>
{
    [Fact]
    public async Task Traffic_goes_on_while_Consul_is_gone_and_after_it_came_back_empty_until_the_instances_are_registered_again()
    {
        var first = await AddInstanceAsync();
        var second = await AddInstanceAsync();
        var tagged = await StartBackendAsync();
        await RegisterAsync($"{Service}-tagged", tagged.Name, tagged.Port, [$"urlprefix-/{Service}"]);
        var balancer = await StartBalancerAsync("--LoadBalancer:HoldEmpty=00:05:00");
        using var measurements = new Measurements(balancer);
        Assert.Equal(0, measurements.Read("mesh.config.age"));

        await Server.KillAsync();
        await UntilHealthAsync(balancer, "Degraded", "Nothing listens");
        await balancer.UntilAnsweredByAsync(first.Name, second.Name);
        Assert.True(measurements.Read("mesh.config.age") > 0, "The age should grow while Consul is gone.");
        await balancer.UntilAsync(() => measurements.Read("mesh.config.held") == 2, "Both services should be kept");

        await Server.RestartAsync();
        await UntilHealthAsync(balancer, "Degraded", "Consul lost what it knew");
        await balancer.UntilAnsweredByAsync(first.Name, second.Name);
        Assert.Equal(tagged.Name, await balancer.GetAsync($"/{Service}"));
        var held = (await balancer.HealthAsync()).GetProperty("held").EnumerateArray().Select(service => service.GetString()!);
        Assert.Equal([Service, $"{Service}-tagged"], held.Order());

        await RegisterAsync(first.Name, first.Port);
        await RegisterAsync($"{Service}-tagged", tagged.Name, tagged.Port, [$"urlprefix-/{Service}"]);
        await UntilHealthAsync(balancer, "Healthy", "");
        await balancer.UntilAnsweredByAsync(first.Name);
        Assert.Equal(0, measurements.Read("mesh.config.age"));
    }

    [Fact]
    public async Task Instances_that_stay_away_are_given_up_after_the_time_set()
    {
        var only = await AddInstanceAsync();
        var balancer = await StartBalancerAsync("--LoadBalancer:HoldEmpty=00:00:01");
        await balancer.UntilAnsweredByAsync(only.Name);

        await Server.RestartAsync();

        await Eventually.Async(
            async () => (await balancer.Client.GetAsync("/", Cancelled)).StatusCode == HttpStatusCode.ServiceUnavailable,
            Deadline, "The instance should be given up");
        await UntilHealthAsync(balancer, "Healthy", "");
    }

    [Fact]
    public async Task A_balancer_that_starts_before_Consul_is_unready_until_Consul_answers()
    {
        await Server.KillAsync();
        var balancer = Track(await Balancer.StartAsync(
            [$"--CONSUL_HTTP_ADDR={Server.Address}", $"--LoadBalancer:DefaultService={Service}"], untilReady: false));
        using (var health = await balancer.Admin.GetAsync("health", Cancelled))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            Assert.Contains("Consul has not answered yet", await health.Content.ReadAsStringAsync(Cancelled));
        }

        using (var alive = await balancer.Admin.GetAsync("alive", Cancelled))
        {
            Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        }

        await Server.RestartAsync();
        var late = await AddInstanceAsync();

        await UntilHealthAsync(balancer, "Healthy", "");
        await balancer.UntilAnsweredByAsync(late.Name);
    }

    private static Task UntilHealthAsync(Balancer balancer, string status, string reason)
    {
        var last = "";
        return Eventually.Async(
            async () =>
            {
                last = (await balancer.HealthAsync()).ToString();
                return last.Contains($"\"{status}\"", StringComparison.Ordinal) && last.Contains(reason, StringComparison.Ordinal);
            },
            Deadline, $"Health should say {status} {reason}", () => last);
    }
}
