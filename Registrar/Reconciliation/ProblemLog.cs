using System.Collections.Immutable;

namespace Mesh.Registrar.Reconciliation;

/// <summary>Logs a problem of an instance when it appears, and again only after it was gone.</summary>
internal sealed class ProblemLog(ILogger<ProblemLog> logger)
{
    private ImmutableHashSet<InstanceProblem> _known = [];

    /// <summary>Reports the problems that there are now.</summary>
    public void Report(IEnumerable<InstanceProblem> problems)
    {
        var now = problems.ToImmutableHashSet();
        foreach (var problem in now.Except(_known))
        {
            Log.InstanceProblem(logger, problem.Instance, problem.Text);
        }

        _known = now;
    }
}
