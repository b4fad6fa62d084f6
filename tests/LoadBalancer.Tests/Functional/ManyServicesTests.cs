using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>More services than watches: two watches for six services.</summary>
public sealed class ManyServicesTests(OwnConsul consul) : MeshTest(consul.Server), IClassFixture<OwnConsul>
{
    private const int Services = 6;

    [Fact]
    public async Task Services_without_a_watch_are_known_and_their_changes_are_heard_of()
    {
        var first = await AddAllAsync();
        var balancer = await StartBalancerAsync("--LoadBalancer:Watches=2", "--LoadBalancer:DefaultService=");
        Assert.Equal(first.Select(instance => instance.Name), await AskAllAsync(balancer));

        var second = await AddAllAsync();

        await Eventually.Async(
            async () => (await AskAllAsync(balancer)).SequenceEqual(second.Select(instance => instance.Name)),
            Deadline, "The new instances should have taken the place of the old ones");
    }

    [Fact]
    public async Task A_change_of_a_service_without_requests_is_heard_of_as_well()
    {
        await AddAllAsync();
        var balancer = await StartBalancerAsync("--LoadBalancer:Watches=2", "--LoadBalancer:DefaultService=");
        var store = balancer.Services.GetRequiredService<CatalogueStore>();

        await Consul.Agent.SetServiceMaintenanceAsync(NameOf(5), true, "for the test", Cancelled);
        await Eventually.Async(
            () => store.Current.Services[NameOf(5)].Instances.Single().State == InstanceState.Maintenance,
            Deadline, "The maintenance should have been heard of, by the checks that are critical");

        var next = await StartBackendAsync();
        await RegisterAsync(NameOf(4), NameOf(4), next.Port, [$"urlprefix-/{NameOf(4)}"]);
        await Eventually.Async(
            () => store.Current.Services[NameOf(4)].Instances.Single().Address == $"127.0.0.1:{next.Port}",
            Deadline, "The other address should have been heard of, by the list of services");
    }

    [Fact]
    public async Task Services_without_a_watch_survive_a_restart_of_Consul()
    {
        var instances = await AddAllAsync();
        var balancer = await StartBalancerAsync("--LoadBalancer:Watches=2", "--LoadBalancer:DefaultService=", "--LoadBalancer:HoldEmpty=00:05:00");

        await Server.RestartAsync();
        var health = "";
        await Eventually.Async(
            async () => (health = (await balancer.HealthAsync()).ToString()).Contains("Consul lost what it knew", StringComparison.Ordinal),
            Deadline, "The balancer should have noticed", () => health);
        Assert.Equal(instances.Select(instance => instance.Name), await AskAllAsync(balancer));

        var again = await AddAllAsync();
        await Eventually.Async(
            async () => (await AskAllAsync(balancer)).SequenceEqual(again.Select(instance => instance.Name)),
            Deadline, "The instances that are registered again should be used");
    }

    private string NameOf(int service) => $"{Service}-{service}";

    private async Task<List<Backend>> AddAllAsync()
    {
        List<Backend> instances = [];
        for (var i = 0; i < Services; i++)
        {
            var instance = await StartBackendAsync();
            await RegisterAsync(NameOf(i), NameOf(i), instance.Port, [$"urlprefix-/{NameOf(i)}"]);
            instances.Add(instance);
        }

        return instances;
    }

    private async Task<List<string>> AskAllAsync(Balancer balancer)
    {
        List<string> answers = [];
        for (var i = 0; i < Services; i++)
        {
            answers.Add(await balancer.GetAsync($"/{NameOf(i)}"));
        }

        return answers;
    }
}
