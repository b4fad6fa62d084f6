using Mesh.Registrar.Probing;
using Mesh.Registrar.Telemetry;

namespace Mesh.Registrar.Reconciliation;

/// <summary>
/// Makes Consul's agent hold what the sources ask for. Level-triggered: each pass compares what should be with what is and begins the
/// writes that lead there, so that it does not matter which changes were missed or who undid what.
/// </summary>
internal sealed class Reconciler(
    DesiredStateBuilder builder,
    AddressProber prober,
    IServiceRegistry registry,
    EntryWriter writer,
    RegistrarIdentity identity,
    RegistrarCondition condition,
    ProblemLog problems,
    Takeover takeover,
    Heartbeats heartbeats,
    TimeProvider time)
{
    private readonly KnownEntries _known = new();

    /// <summary>One comparison. Nothing is written when nothing differs.</summary>
    /// <param name="changedAt">When the first change happened that this pass is for; null for a pass that only looks.</param>
    /// <param name="cancellation">Ends the reading; writes that were begun go on.</param>
    /// <exception cref="RegistryException">Consul could not be read; nothing was begun.</exception>
    public async Task PassAsync(long? changedAt, CancellationToken cancellation)
    {
        var desired = builder.Build().Select(registry.Fit);
        prober.Watch(desired.Probed);
        var writing = writer.Writing;
        var actual = await registry.ReadAsync(cancellation);

        if (identity.Owner is not { } owner)
        {
            return;
        }

        var differences = Differences.Between(desired, actual, owner, takeover, _known);
        _known.Remember(desired, actual);
        problems.Report(desired.Problems.Concat(differences.Problems));
        writer.Apply([.. differences.Changes, .. heartbeats.Due(differences.Settled)], writing, changedAt ?? time.GetTimestamp());
        condition.Compared(desired, isEqual: differences.Changes.IsEmpty && writing.Count == 0, writer.Trouble);
    }
}
