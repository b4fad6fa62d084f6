using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Consul;
using Mesh.Registrar.Reconciliation;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Telemetry;

/// <summary>
/// The trace of each change of an instance, which begins with what happened to it and goes on where its entry is read. What an instance's arrival
/// takes until it passes, and every further try of a write that failed, belong to one trace. Costs nothing while nobody listens.
/// </summary>
internal sealed class ChangeTraces(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Progress> _entries = new(StringComparer.Ordinal);

    /// <summary>The change is about to be written.</summary>
    public ChangeTrace Begin(Change change)
    {
        if (change.Kind is not { } kind || !RegistrarTelemetry.Source.HasListeners())
        {
            return new(change, change, null, null);
        }

        var before = _entries.GetValueOrDefault(change.Id);

        // What was written once is not why it is written again.
        var cause = before?.Written >= change.Cause?.At ? null : change.Cause;
        var at = cause?.At ?? time.GetUtcNow();
        var span = RegistrarTelemetry.Begin(change, kind, cause?.At ?? default, before?.Open ?? RemovalOf(change));
        if (span is null)
        {
            return new(change, change, null, null);
        }

        RegistrarTelemetry.Tell(cause, span);
        var mark = new ChangeMark(span.Context, at, before?.Open is null ? kind : before.Kind);
        return new(change, change.With(mark), span, failure => End(change, mark, at, failure is not null));
    }

    private static ActivityContext RemovalOf(Change change) =>
        change is Deregistration removal && ChangeMark.Parse(removal.Entry.Service.Meta.GetValueOrDefault(ChangeMark.Key)) is { } mark ? mark.Removal : default;

    private void End(Change change, ChangeMark mark, DateTimeOffset at, bool hasFailed)
    {
        if (change is Deregistration && !hasFailed)
        {
            _entries.TryRemove(change.Id, out _);
            return;
        }

        var isArriving = mark.Kind == "added" && change is Registration { Entry.Status: not CheckStatus.Passing } or StatusChange { Entry.Status: not CheckStatus.Passing };
        var before = _entries.GetValueOrDefault(change.Id);
        _entries[change.Id] = new(
            hasFailed || isArriving ? before?.Open ?? mark.Context : null, mark.Kind, hasFailed ? before?.Written : at);
    }

    /// <param name="Open">The trace that the entry's next change belongs to; null for one of its own.</param>
    /// <param name="Kind">The kind of the change that the trace is about.</param>
    /// <param name="Written">When that happened which was last written; null before anything was.</param>
    private sealed record Progress(ActivityContext? Open, string Kind, DateTimeOffset? Written);
}
