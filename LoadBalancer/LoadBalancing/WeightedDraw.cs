namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>Draws candidates at random, each as likely as its weight says.</summary>
internal sealed class WeightedDraw
{
    private readonly Candidate[] _candidates;
    private readonly Random _random;

    // Where each one's part of the whole ends; null while all parts are equal.
    private readonly double[]? _ends;

    public WeightedDraw(Candidate[] candidates, Random random)
    {
        (_candidates, _random) = (candidates, random);
        if (candidates.Any(candidate => candidate.Weight != candidates[0].Weight))
        {
            var end = 0.0;
            _ends = [.. candidates.Select(candidate => end += candidate.Weight)];
        }
    }

    public Candidate Draw() => _candidates[DrawIndex()];

    /// <summary>Two different candidates, the first drawn by weight; the same twice when there is but one.</summary>
    public (Candidate First, Candidate Second) DrawTwo()
    {
        var first = DrawIndex();
        var second = DrawIndex();
        if (first == second && _candidates.Length > 1)
        {
            second = (first + 1 + _random.Next(_candidates.Length - 1)) % _candidates.Length;
        }

        return (_candidates[first], _candidates[second]);
    }

    private int DrawIndex()
    {
        if (_ends is null)
        {
            return _random.Next(_candidates.Length);
        }

        var found = Array.BinarySearch(_ends, _random.NextDouble() * _ends[^1]);
        return Math.Min(found < 0 ? ~found : found + 1, _ends.Length - 1);
    }
}
