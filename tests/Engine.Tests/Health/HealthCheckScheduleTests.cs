using Aspire.Hosting.Health;

namespace Mesh.Engine.Tests.Health;

public sealed class HealthCheckScheduleTests
{
    [Fact]
    public void Right_after_a_start_the_checks_are_asked_at_short_growing_intervals_of_at_most_5_seconds()
    {
        var schedule = new HealthCheckSchedule();

        var pauses = Enumerable.Range(0, 150).Select(_ => schedule.Next(healthy: false, isNew: false)).ToArray();

        Assert.Equal(TimeSpan.FromMilliseconds(25), pauses[0]);
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromSeconds(5), pauses[^1]);
    }

    [Fact]
    public void A_healthy_resource_is_asked_every_30_seconds_and_one_that_falls_ill_after_a_second()
    {
        var schedule = new HealthCheckSchedule();

        Assert.Equal(TimeSpan.FromSeconds(30), schedule.Next(healthy: true, isNew: false));
        Assert.Equal(TimeSpan.FromSeconds(30), schedule.Next(healthy: true, isNew: false));
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.Next(healthy: false, isNew: false));
    }

    [Fact]
    public void A_new_instance_is_asked_soon_again()
    {
        var schedule = new HealthCheckSchedule();
        schedule.Next(healthy: true, isNew: false);

        Assert.Equal(TimeSpan.FromMilliseconds(25), schedule.Next(healthy: false, isNew: true));
    }
}
