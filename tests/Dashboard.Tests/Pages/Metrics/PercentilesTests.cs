using Mesh.Dashboard.Pages.Metrics;

namespace Mesh.Dashboard.Tests.Pages.Metrics;

public sealed class PercentilesTests
{
    private static readonly double[] Bounds = [10, 20, 50];

    [Theory]
    [InlineData(.5, 10)]
    [InlineData(.25, 5)]
    [InlineData(.75, 15)]
    [InlineData(1, 20)]
    public void Values_are_spread_evenly_within_their_bucket(double part, double expected) =>
        Assert.Equal(expected, Percentiles.Of(part, Bounds, [50, 50, 0, 0])!.Value, 6);

    [Fact]
    public void Beyond_the_last_bound_the_bound_is_the_answer() => Assert.Equal(50, Percentiles.Of(.99, Bounds, [0, 0, 1, 99]));

    [Fact]
    public void Where_no_value_came_there_is_none() => Assert.Null(Percentiles.Of(.5, Bounds, [0, 0, 0, 0]));
}
