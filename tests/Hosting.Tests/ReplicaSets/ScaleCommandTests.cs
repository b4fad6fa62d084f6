using Mesh.Hosting.ReplicaSets;

namespace Mesh.Hosting.Tests.ReplicaSets;

public sealed class ScaleCommandTests
{
    private static readonly ReplicaSetResource Set = new("web", 3, 10);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("10", 10)]
    public void A_number_up_to_the_max_is_fine(string text, int expected)
    {
        Assert.Null(ScaleCommand.Read(Set, text, out var instances));
        Assert.Equal(expected, instances);
    }

    [Theory]
    [InlineData("0", "web can have 1 to 10 instances, not 0. To take all of them down, stop web.")]
    [InlineData("-1", "web can have 1 to 10 instances, not -1. To take all of them down, stop web.")]
    [InlineData("999", "web can have 1 to 10 instances, not 999. Its max is set in AppHost/Program.cs.")]
    [InlineData("2.5", "'2.5' is no number of instances: web can have 1 to 10.")]
    [InlineData("", "'' is no number of instances: web can have 1 to 10.")]
    public void Another_is_refused_with_what_would_work(string text, string message) => Assert.Equal(message, ScaleCommand.Read(Set, text, out _));
}
