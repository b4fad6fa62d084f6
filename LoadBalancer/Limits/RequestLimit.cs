namespace Mesh.LoadBalancer.Limits;

/// <summary>Lets only so many requests of a route be under way at once. Nobody waits: who waits for an instance has been let in.</summary>
internal sealed class RequestLimit(int most)
{
    private int _underWay;

    /// <summary>Begins a request; false, and nothing begun, when there are as many under way as may be.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _underWay) <= most)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Ends a request.</summary>
    public void Leave() => Interlocked.Decrement(ref _underWay);
}
