using Mesh.Tests.Kit.Load;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests;

[Collection(SharedMeshCollection.Name)]
public sealed class ScalingTests(SharedMesh shared)
{
    [Fact]
    public async Task Scaling_3_to_8_to_2_under_load_fails_no_request_and_changes_who_answers()
    {
        var mesh = await shared.WithThreeInstancesAsync();
        await using var load = SteadyLoad.On(mesh.Balancer);

        var up = await mesh.ScaleAsync(8);
        await mesh.UntilBalancedOverAsync(8);
        var down = await mesh.ScaleAsync(2);
        await mesh.UntilBalancedOverAsync(2);
        await Eventually.Async(() => load.Count >= 1000, RunningMesh.Limit, "the load has been steady for a while");

        Assert.True(up.Success, up.Message);
        Assert.True(down.Success, down.Message);
        Assert.Equal(2, (await mesh.PassingAsync()).Count);
        await load.EndWithoutFailureAsync(atLeast: 1000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(999)]
    public async Task A_number_out_of_range_is_refused_and_says_what_would_work(int instances)
    {
        var mesh = await shared.WithThreeInstancesAsync();

        var result = await mesh.ScaleAsync(instances);

        Assert.False(result.Success);
        Assert.Contains("1 to 10", result.Message);
        Assert.Equal(3, (await mesh.PassingAsync()).Count);
    }
}
