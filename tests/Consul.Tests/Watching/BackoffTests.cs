namespace Mesh.Consul.Tests.Watching;

public sealed class BackoffTests
{
    [Fact]
    public void The_wait_doubles_up_to_the_longest()
    {
        var backoff = Create(random: 0);

        Assert.Equal([250, 500, 1000, 2000, 4000, 5000, 5000], Enumerable.Range(0, 7).Select(_ => backoff.Next().TotalMilliseconds));
    }

    [Fact]
    public void Chance_shortens_it_by_up_to_a_half() => Assert.Equal(150, Create(random: 0.8).Next().TotalMilliseconds);

    [Fact]
    public void After_a_success_it_starts_anew()
    {
        var backoff = Create(random: 0);
        _ = (backoff.Next(), backoff.Next());

        backoff.Reset();

        Assert.Equal(250, backoff.Next().TotalMilliseconds);
    }

    [Fact]
    public void It_stays_finite_after_very_many_failures()
    {
        var backoff = Create(random: 0);

        for (var i = 0; i < 5000; i++)
        {
            _ = backoff.Next();
        }

        Assert.Equal(5000, backoff.Next().TotalMilliseconds);
    }

    private static Backoff Create(double random) => new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5), () => random);
}
