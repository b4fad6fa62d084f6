using Mesh.LoadBalancer.Health;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.LoadBalancer.Tests.Health;

public sealed class HealthRecordTests
{
    private readonly FakeTimeProvider _time = new();
    private long _begun;

    [Fact]
    public void Failures_in_a_row_eject_and_a_success_between_them_starts_the_row_anew()
    {
        var health = new HealthRecord(new() { ConsecutiveFailures = 3, FailureRate = 0 }, _time);
        Assert.False(Fail(health) || Fail(health));
        health.Succeed();
        Assert.False(Fail(health) || Fail(health));

        Assert.True(Fail(health));

        Assert.Equal(Standing.Ejected, health.Standing);
        Assert.Equal("3 failures in a row, the last: status 500", health.Reason);
    }

    [Fact]
    public void A_share_of_failures_ejects_when_there_were_enough_requests()
    {
        var health = new HealthRecord(new() { ConsecutiveFailures = 0, FailureRate = 0.5, MinimumRequests = 20 }, _time);
        for (var i = 0; i < 9; i++)
        {
            Assert.False(Fail(health));
            Succeed(health);
        }

        Assert.False(Fail(health), "Nineteen requests are too few.");
        Assert.True(Fail(health));
        Assert.Equal("11 of 20 requests failed, the last: status 500", health.Reason);
    }

    [Fact]
    public void A_smaller_share_does_not()
    {
        var health = new HealthRecord(new() { ConsecutiveFailures = 0, FailureRate = 0.5, MinimumRequests = 20 }, _time);

        for (var i = 0; i < 100; i++)
        {
            Assert.False(Fail(health));
            Succeed(health);
            Succeed(health);
        }
    }

    [Fact]
    public void Failures_of_earlier_intervals_do_not_count()
    {
        var health = new HealthRecord(new() { ConsecutiveFailures = 0, FailureRate = 0.5, MinimumRequests = 4, Interval = TimeSpan.FromSeconds(10) }, _time);
        Assert.False(Fail(health) || Fail(health) || Fail(health));

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.False(Fail(health) || Fail(health) || Fail(health));
    }

    [Fact]
    public void A_single_trial_decides_after_the_ejection()
    {
        var health = Ejected(new() { Duration = TimeSpan.FromSeconds(10) });
        Assert.False(health.TryBeginTrial());
        Assert.False(health.AwaitTrial());
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(health.AwaitTrial());

        Assert.True(health.TryBeginTrial());
        Assert.False(health.TryBeginTrial(), "One at a time.");
        Assert.True(health.Succeed());

        Assert.Equal(Standing.Good, health.Standing);
        Assert.True(health.IsSpotless);
    }

    [Fact]
    public void A_trial_that_shows_nothing_is_made_again()
    {
        var health = Ejected(new() { Duration = TimeSpan.FromSeconds(10) });
        _time.Advance(TimeSpan.FromSeconds(10));
        health.AwaitTrial();
        health.TryBeginTrial();

        health.EndTrial();

        Assert.True(health.TryBeginTrial());
    }

    [Fact]
    public void Each_further_ejection_lasts_twice_as_long_up_to_the_longest()
    {
        var health = Ejected(new() { Duration = TimeSpan.FromSeconds(10), MaximumDuration = TimeSpan.FromSeconds(35) });
        List<double> seconds = [];
        for (var i = 0; i < 4; i++)
        {
            seconds.Add((health.Until - _time.GetUtcNow()).TotalSeconds);
            _time.Advance(health.Until - _time.GetUtcNow());
            health.AwaitTrial();
            Assert.True(Fail(health));
        }

        Assert.Equal([10, 20, 35, 35], seconds);
    }

    [Theory]
    [InlineData(19, 20)]
    [InlineData(20, 10)]
    public void Who_stays_well_for_as_long_as_the_next_ejection_would_last_starts_anew(int wellFor, int nextLasts)
    {
        var health = Ejected(new() { Duration = TimeSpan.FromSeconds(10), ConsecutiveFailures = 1 });
        _time.Advance(TimeSpan.FromSeconds(10));
        health.AwaitTrial();
        health.Succeed();

        _time.Advance(TimeSpan.FromSeconds(wellFor));
        Fail(health);

        Assert.Equal(TimeSpan.FromSeconds(nextLasts), health.Until - _time.GetUtcNow());
    }

    [Fact]
    public void A_refusal_is_news_once()
    {
        var health = new HealthRecord(new(), _time);

        Assert.True(health.Refuse("refused"));
        Assert.False(health.Refuse("refused"));
        Assert.True(health.Accept());
        Assert.True(health.Refuse("refused"));
    }

    [Fact]
    public void Nothing_is_ejected_where_nothing_may_be()
    {
        var health = new HealthRecord(new() { MaximumEjected = 0 }, _time);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.False(Fail(health)));
    }

    private HealthRecord Ejected(EjectionOptions options)
    {
        var health = new HealthRecord(options, _time);
        while (!Fail(health))
        {
            Assert.True(_begun < 100, "It should have been ejected.");
        }

        return health;
    }

    private bool Fail(HealthRecord health) => health.Fail("status 500", ++_begun);

    private void Succeed(HealthRecord health)
    {
        _begun++;
        health.Succeed();
    }
}
