namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>One after the other, in a fixed order in which a candidate may stand more than once.</summary>
internal sealed class InTurn(Candidate[] order, Turn turn) : IPicker
{
    public Candidate Pick(HttpContext context) => order[turn.Next(order.Length)];

    /// <summary>Each as often as its weight says.</summary>
    public static InTurn ByWeight(Candidate[] candidates, Turn turn)
    {
        var schedule = SmoothSchedule.Of([.. candidates.Select(candidate => candidate.Weight)]);
        return new([.. schedule.Select(index => candidates[index])], turn);
    }
}
