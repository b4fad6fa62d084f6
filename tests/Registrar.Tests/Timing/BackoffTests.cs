using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Tests.Timing;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(4, 800)]
    [InlineData(7, 5000)]
    [InlineData(int.MaxValue, 5000)]
    public void A_wait_doubles_up_to_its_limit_and_varies_by_a_half(int failures, double whole)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), new Random(1));

        var waits = Enumerable.Range(0, 100).Select(_ => backoff.After(failures).TotalMilliseconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, whole / 2, whole));
        Assert.True(waits.Max() - waits.Min() > whole / 4, "the waits should differ");
    }
}
