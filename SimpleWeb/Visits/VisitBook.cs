namespace Mesh.SimpleWeb.Visits;

/// <summary>The visits of the most recent (client, server) pairs, in memory that does not grow beyond <see cref="SimpleWebSettings.Pairs"/>.</summary>
internal sealed class VisitBook(SimpleWebSettings settings, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Client, string Server), LinkedListNode<Visit>> _byPair = [];
    private readonly LinkedList<Visit> _byRecency = [];

    /// <summary>Counts one request of a pair.</summary>
    /// <returns>The pair, this request included.</returns>
    public Visit Count(string client, string server)
    {
        lock (_gate)
        {
            if (_byPair.TryGetValue((client, server), out var known))
            {
                known.Value = known.Value with { Requests = known.Value.Requests + 1, Time = time.GetUtcNow() };
                _byRecency.Remove(known);
                _byRecency.AddFirst(known);
                return known.Value;
            }

            var first = new Visit(client, server, Requests: 1, time.GetUtcNow());
            _byPair[(client, server)] = _byRecency.AddFirst(first);
            DropOldest();
            return first;
        }
    }

    /// <summary>All remembered pairs, the most recent first.</summary>
    public IReadOnlyList<Visit> Recent()
    {
        lock (_gate)
        {
            return [.. _byRecency];
        }
    }

    private void DropOldest()
    {
        if (_byRecency.Count > settings.Pairs && _byRecency.Last is { } oldest)
        {
            _byRecency.RemoveLast();
            _byPair.Remove((oldest.Value.Client, oldest.Value.Server));
        }
    }
}
