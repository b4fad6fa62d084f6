namespace Mesh.Registrar.Timing;

/// <summary>Waits that double from try to try up to a limit, each with jitter so that many who failed together do not return together.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan limit, Random random)
{
    /// <summary>The wait after the given number of failures in a row (1 for the first): between half and the whole of the doubled wait.</summary>
    public TimeSpan After(int failures)
    {
        var whole = Math.Min(limit.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        return TimeSpan.FromMilliseconds(whole * (0.5 + (random.NextDouble() / 2)));
    }
}
