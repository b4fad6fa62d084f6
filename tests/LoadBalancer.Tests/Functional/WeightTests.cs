using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class WeightTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task A_weight_that_changes_in_Consul_reaches_the_destination_which_stays_the_same_one()
    {
        var backend = await StartBackendAsync();
        await RegisterWithWeightAsync(backend, 5);
        var balancer = await StartBalancerAsync();
        var before = DestinationIn(balancer);
        Assert.Equal(5, DestinationWeight.Of(before));

        await RegisterWithWeightAsync(backend, 7);

        await Eventually.Async(
            () => DestinationWeight.Of(before) == 7, Deadline, "The new weight should have arrived", () => DestinationWeight.Of(before));
        Assert.Same(before, DestinationIn(balancer));
    }

    [Fact]
    public async Task A_weight_that_changes_together_with_the_routes_arrives_as_well()
    {
        var backend = await StartBackendAsync();
        await RegisterWithWeightAsync(backend, 5);
        var balancer = await StartBalancerAsync();
        var before = DestinationIn(balancer);

        await RegisterWithWeightAsync(backend, 7, $"urlprefix-/{Service}");

        await Eventually.Async(
            () => DestinationWeight.Of(before) == 7, Deadline, "The new weight should have arrived", () => DestinationWeight.Of(before));
    }

    private DestinationState DestinationIn(Balancer balancer)
    {
        Assert.True(balancer.Services.GetRequiredService<IProxyStateLookup>().TryGetCluster(Service, out var cluster));
        return Assert.Single(cluster.Destinations.Values);
    }

    private async Task RegisterWithWeightAsync(Backend backend, int weight, params string[] tags)
    {
        await RegisterAsync(backend.Name, backend.Port, tags);
        await Consul.Agent.RegisterServiceAsync(
            new() { Id = backend.Name, Name = Service, Address = "127.0.0.1", Port = backend.Port, Tags = tags, Weights = new(weight, 1) }, Cancelled);
    }
}
