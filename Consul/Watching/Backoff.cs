namespace Mesh.Consul;

/// <summary>
/// Waits that double with each failure in a row, up to a limit, and differ at random by up to a half, so that many clients do not return together.
/// </summary>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest, Func<double> random)
{
    /// <summary>How many waits were given since the last success.</summary>
    public int Attempt { get; private set; }

    public TimeSpan Next()
    {
        var full = Math.Min(shortest.TotalMilliseconds * Math.Pow(2, Attempt), longest.TotalMilliseconds);
        Attempt++;
        return TimeSpan.FromMilliseconds(full * (1 - (random() / 2)));
    }

    public void Reset() => Attempt = 0;
}
