using Mesh.Dashboard.Pages.Resources;
using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Tests.Samples;

namespace Mesh.Dashboard.Tests.Pages.Resources;

public sealed class GraphLayoutTests
{
    private static readonly IReadOnlyList<ResourceNode> Nodes = ResourceNode.TreeOf([.. SampleModel.Resources()]);

    [Fact]
    public void Those_who_need_others_stand_to_the_left_of_what_they_need()
    {
        var layout = GraphLayout.Of(Nodes);

        Assert.NotEmpty(layout.Arrows);
        Assert.All(layout.Arrows, arrow => Assert.True(arrow.From.Left < arrow.To.Left, $"{arrow.From.Node.Name} needs {arrow.To.Node.Name}"));
    }

    [Fact]
    public void In_a_narrow_window_they_stand_one_above_the_other_and_nothing_overlaps()
    {
        var layout = GraphLayout.Of(Nodes, isNarrow: true);

        Assert.InRange(layout.Width, 1, 360);
        Assert.Single(layout.Boxes.Select(box => box.Left).Distinct());
        var boxes = layout.Boxes.OrderBy(box => box.Top).ToList();
        Assert.All(boxes.Zip(boxes.Skip(1)), pair => Assert.True(pair.First.Top + pair.First.Height <= pair.Second.Top));
        Assert.All(layout.Arrows, arrow => Assert.True(arrow.From.Top < arrow.To.Top, $"{arrow.From.Node.Name} needs {arrow.To.Node.Name}"));
    }
}
