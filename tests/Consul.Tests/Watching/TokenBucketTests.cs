using Microsoft.Extensions.Time.Testing;

namespace Mesh.Consul.Tests.Watching;

public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TokenBucket _bucket;

    public TokenBucketTests() => _bucket = new TokenBucket(_time);

    [Fact]
    public void Two_hundred_in_quick_succession_are_free_and_the_next_waits_10_ms()
    {
        Assert.All(Enumerable.Range(0, 200), _ => Assert.Equal(0, Take()));
        Assert.Equal(10, Take());
    }

    [Fact]
    public void After_a_short_rest_the_whole_burst_is_free_again()
    {
        for (var i = 0; i < 210; i++)
        {
            _time.Advance(_bucket.Take());
        }

        _time.Advance(TimeSpan.FromMilliseconds(20));

        Assert.All(Enumerable.Range(0, 200), _ => Assert.Equal(0, Take()));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(95)]
    public void Changes_that_come_less_often_than_every_10_ms_are_never_waited_for(int perSecond)
    {
        for (var i = 0; i < 60 * perSecond; i++)
        {
            Assert.Equal(0, Take());
            _time.Advance(TimeSpan.FromSeconds(1.0 / perSecond));
        }
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(10, 520)]
    [InlineData(60, 700)]
    public void The_longer_a_change_lasts_the_fewer_questions_are_asked(int seconds, int expected)
    {
        Assert.InRange(TakeFor(TimeSpan.FromSeconds(seconds)), expected * 0.8, expected * 1.2);
    }

    [Fact]
    public void A_service_that_never_rests_costs_30_questions_a_minute()
    {
        TakeFor(TimeSpan.FromMinutes(10));

        Assert.Equal(300, TakeFor(TimeSpan.FromMinutes(10)), tolerance: 1);
    }

    [Fact]
    public void A_dear_question_takes_as_many_tokens_as_it_costs()
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(0, Take(20)));
        Assert.Equal(200, Take(20));
    }

    private double Take(double cost) => _bucket.Take(cost).TotalMilliseconds;

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
