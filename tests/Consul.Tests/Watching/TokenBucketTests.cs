using Microsoft.Extensions.Time.Testing;

namespace Mesh.Consul.Tests.Watching;

public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TokenBucket _bucket;

    public TokenBucketTests() => _bucket = new TokenBucket(_time);

    [Fact]
    public void Two_in_quick_succession_are_free_and_the_third_waits_a_tenth_of_a_second()
    {
        Assert.Equal([0, 0, 100], [Take(), Take(), Take()]);
    }

    [Fact]
    public void After_a_short_rest_two_are_free_again()
    {
        _ = (Take(), Take());

        _time.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal([0, 0, 100], [Take(), Take(), Take()]);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(10, 65)]
    [InlineData(60, 110)]
    public void The_longer_a_change_lasts_the_fewer_questions_are_asked(int seconds, int expected)
    {
        Assert.InRange(TakeFor(TimeSpan.FromSeconds(seconds)), expected * 0.8, expected * 1.2);
    }

    [Fact]
    public void A_service_that_never_rests_costs_four_questions_a_minute()
    {
        TakeFor(TimeSpan.FromMinutes(10));

        Assert.Equal(40, TakeFor(TimeSpan.FromMinutes(10)), tolerance: 1);
    }

    private double Take() => _bucket.Take().TotalMilliseconds;

    private int TakeFor(TimeSpan duration)
    {
        var end = _time.GetUtcNow() + duration;
        var taken = 0;
        while (_time.GetUtcNow() < end)
        {
            _time.Advance(_bucket.Take());
            taken++;
        }

        return taken;
    }
}
