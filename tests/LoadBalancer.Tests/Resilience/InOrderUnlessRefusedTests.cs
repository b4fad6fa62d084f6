using Mesh.LoadBalancer.Resilience;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Tests.Resilience;

public sealed class InOrderUnlessRefusedTests
{
    [Fact]
    public void Destinations_come_in_the_order_of_their_ids() => Assert.Equal("a b c", Choose("c", "a", "b"));

    [Fact]
    public void Those_that_refused_are_left_out() => Assert.Equal("a c", Choose("a", "b!", "c"));

    [Fact]
    public void All_are_chosen_when_all_refused() => Assert.Equal("a b", Choose("b!", "a!"));

    // A name with an exclamation mark is one that refused.
    private static string Choose(params string[] destinations)
    {
        var all = destinations.Select(name =>
        {
            var destination = new DestinationState(name.TrimEnd('!'));
            destination.Health.Passive = name.EndsWith('!') ? DestinationHealth.Unhealthy : DestinationHealth.Unknown;
            return destination;
        }).ToList();
        return string.Join(' ', new InOrderUnlessRefused().GetAvailalableDestinations(new ClusterConfig(), all).Select(destination => destination.DestinationId));
    }
}
