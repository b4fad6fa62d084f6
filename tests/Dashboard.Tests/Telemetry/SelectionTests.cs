using Mesh.Dashboard.Telemetry;

namespace Mesh.Dashboard.Tests.Telemetry;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 3)]
    [InlineData(8, 5)]
    [InlineData(20, 5)]
    [InlineData(0, 0)]
    [InlineData(0, int.MaxValue)]
    public void A_part_is_what_sorting_everything_would_give(int skip, int take)
    {
        int[] list = [7, 3, 9, 1, 5, 8, 2, 6, 4, 0];

        var part = Selection.Of(list, (one, other) => one.CompareTo(other), skip, take);

        Assert.Equal(list.Order().Skip(skip).Take(take), part.Items);
        Assert.Equal(list.Length, part.Total);
    }
}
