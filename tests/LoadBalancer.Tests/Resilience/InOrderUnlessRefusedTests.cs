using Mesh.LoadBalancer.Resilience;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Tests.Resilience;

public sealed class InOrderUnlessRefusedTests
{
    private readonly InOrderUnlessRefused _updater = new();
    private readonly ClusterState _cluster = new("web");

    [Fact]
    public void Destinations_come_in_the_order_of_their_ids() => Assert.Equal("a b c", ChooseOf("c", "a", "b"));

    [Fact]
    public void Those_that_refused_are_left_out() => Assert.Equal("a c", ChooseOf("a", "b!", "c"));

    [Fact]
    public void All_are_chosen_when_all_refused() => Assert.Equal("a b", ChooseOf("b!", "a!"));

    [Fact]
    public void A_refusal_noted_after_an_instance_left_does_not_bring_it_back()
    {
        ChooseOf("a", "b");
        _cluster.Destinations.TryRemove("b", out _);

        _updater.UpdateAvailableDestinations(_cluster);

        Assert.Equal(["a"], _cluster.DestinationsState.AllDestinations.Select(destination => destination.DestinationId));
    }

    // A name with an exclamation mark is one that refused.
    private string ChooseOf(params string[] destinations)
    {
        foreach (var name in destinations)
        {
            var destination = _cluster.Destinations.GetOrAdd(name.TrimEnd('!'), id => new(id));
            destination.Health.Passive = name.EndsWith('!') ? DestinationHealth.Unhealthy : DestinationHealth.Unknown;
        }

        _updater.UpdateAllDestinations(_cluster);
        return string.Join(' ', _cluster.DestinationsState.AvailableDestinations.Select(destination => destination.DestinationId));
    }
}
