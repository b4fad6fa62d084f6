namespace Aspire.Hosting.Health;

/// <summary>
/// When to ask again: every 30 s while all is well and every 1 to 5 s while it is not, as in Aspire; but right after a start, when others
/// wait for the answer, much sooner.
/// </summary>
internal sealed class HealthCheckSchedule
{
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterHealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterStart = TimeSpan.FromMilliseconds(25);

    /// <summary>So slow that a service which takes a second to start is found 50 ms later, at a cost of 25 questions.</summary>
    private const double Growth = 1.05;

    private TimeSpan _next = AfterStart;

    /// <summary>The pause before the next question.</summary>
    /// <param name="healthy">Whether the last answer was good.</param>
    /// <param name="isNew">Whether an instance has just begun to run.</param>
    public TimeSpan Next(bool healthy, bool isNew)
    {
        if (isNew)
        {
            _next = AfterStart;
        }
        else if (healthy)
        {
            _next = AfterHealthy;
            return WhileHealthy;
        }

        var pause = _next;
        _next = TimeSpan.FromTicks(Math.Min(Longest.Ticks, (long)(_next.Ticks * Growth)));
        return pause;
    }
}
