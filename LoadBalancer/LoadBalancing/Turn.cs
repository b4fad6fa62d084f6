namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>Counts turns. Outlives the pools of its route, so that turns go on where they were when an instance comes or goes.</summary>
internal sealed class Turn
{
    private int _last = -1;

    /// <summary>The next number of 0 to <paramref name="count"/> − 1, over and over.</summary>
    public int Next(int count) => (int)((uint)Interlocked.Increment(ref _last) % (uint)count);
}
