using Mesh.Hosting.ReplicaSets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Hosting.Tests.ReplicaSets;

public sealed class ReplicaSetStatusTests
{
    private static readonly InstanceStatus Healthy = new("web-1", "Running", HealthStatus.Healthy, null);

    [Fact]
    public void A_set_runs_when_all_instances_that_shall_run_are_healthy() => Assert.Equal("Running", ReplicaSetStatus.State([Healthy, Healthy]).Text);

    [Fact]
    public void Until_then_it_says_how_many_are()
    {
        var starting = new InstanceStatus("web-2", "Running", HealthStatus.Unhealthy, null);
        Assert.Equal("1 of 2 healthy", ReplicaSetStatus.State([Healthy, starting]).Text);
    }

    [Fact]
    public void It_names_those_that_ended()
    {
        var crashed = new InstanceStatus("web-2", "Finished", null, 137);
        var state = ReplicaSetStatus.State([Healthy, crashed]);
        Assert.Equal("1 of 2 healthy: web-2 Finished (137)", state.Text);
        Assert.Equal(KnownResourceStateStyles.Error, state.Style);
    }
}
