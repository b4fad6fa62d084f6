namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>
/// <see cref="BalancingPolicy.ConsistentHash"/>: candidates stand at many points of a ring, a key belongs to the next point. One candidate more or
/// less moves only its own share of keys. With bounded load (Mirrokni, Thorup, Zadimoghaddam 2016): one that has its fill passes keys on.
/// </summary>
internal sealed class HashRing : IPicker
{
    private const int PointsPerCandidate = 160;

    private readonly ulong[] _points;
    private readonly Candidate[] _owners;
    private readonly Candidate[] _candidates;
    private readonly HashKeyReader _key;
    private readonly double _balancePerWeight;
    private readonly InTurn _keyless;

    public HashRing(Candidate[] candidates, Turn turn, HashKeyReader key, double balance)
    {
        (_candidates, _key, _keyless) = (candidates, key, InTurn.ByWeight(candidates, turn));
        var sum = candidates.Sum(candidate => candidate.Weight);
        _balancePerWeight = balance / sum;
        var mean = sum / candidates.Length;
        (_points, _owners) = (new ulong[candidates.Sum(PointsOf)], new Candidate[candidates.Sum(PointsOf)]);
        var next = 0;
        foreach (var candidate in candidates)
        {
            for (var i = 0; i < PointsOf(candidate); i++, next++)
            {
                (_points[next], _owners[next]) = (HashKeyReader.Hash(candidate.Destination.DestinationId, i), candidate);
            }
        }

        Array.Sort(_points, _owners);

        int PointsOf(Candidate candidate) => Math.Max(1, (int)Math.Round(PointsPerCandidate * Math.Min(candidate.Weight / mean, 10)));
    }

    public Candidate Pick(HttpContext context) => _key.TryRead(context, out var hash) ? Pick(hash) : _keyless.Pick(context);

    /// <summary>The candidate that a key belongs to, or the next on the ring that has room.</summary>
    internal Candidate Pick(ulong hash)
    {
        var found = Array.BinarySearch(_points, hash);
        var start = (found < 0 ? ~found : found) % _points.Length;
        var room = _balancePerWeight * (UnderWay() + 1);
        for (var i = 0; i < _owners.Length; i++)
        {
            var owner = _owners[(start + i) % _owners.Length];
            if (owner.Upstream.UnderWay < Math.Ceiling(room * owner.Weight))
            {
                return owner;
            }
        }

        return _owners[start];
    }

    private long UnderWay()
    {
        long sum = 0;
        foreach (var candidate in _candidates)
        {
            sum += candidate.Upstream.UnderWay;
        }

        return sum;
    }
}
