namespace Mesh.Dashboard.Telemetry;

/// <summary>Finds a part of what would be a sorted list without sorting the rest: pages ask for the newest of tens of thousands, several times a second.</summary>
internal static class Selection
{
    /// <summary>A part of a list.</summary>
    /// <param name="list">The list, in any order.</param>
    /// <param name="order">Which of two comes first.</param>
    /// <param name="skip">How many are passed over.</param>
    /// <param name="take">How many are wanted at most.</param>
    public static Page<T> Of<T>(IEnumerable<T> list, Comparison<T> order, int skip, int take)
    {
        var (wanted, total) = ((int)Math.Min((long)skip + take, int.MaxValue), 0);
        // The last of the best so far is at hand, since whatever comes next has to come before it.
        var best = new PriorityQueue<T, T>(Comparer<T>.Create((one, other) => order(other, one)));
        foreach (var one in list)
        {
            total++;
            if (best.Count < wanted)
            {
                best.Enqueue(one, one);
            }
            else if (wanted > 0 && order(one, best.Peek()) < 0)
            {
                best.DequeueEnqueue(one, one);
            }
        }

        var part = new T[Math.Max(0, best.Count - skip)];
        for (var i = part.Length - 1; i >= 0; i--)
        {
            part[i] = best.Dequeue();
        }

        return new(part, total);
    }
}
