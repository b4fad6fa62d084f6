using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Feed;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Hosting.ReplicaSets;

/// <summary>How one instance of a replica set is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state; empty when nothing is known yet.</param>
/// <param name="Health">Its health; null unless it runs.</param>
/// <param name="ExitCode">With which code it ended.</param>
/// <param name="StartedAt">When it last started.</param>
/// <param name="EndedAt">When it last ended.</param>
internal sealed record InstanceStatus(string Name, string State, HealthStatus? Health, int? ExitCode, DateTime? StartedAt = null, DateTime? EndedAt = null)
{
    /// <summary>Whether it runs and answers.</summary>
    public bool IsHealthy => State == KnownResourceStates.Running && Health == HealthStatus.Healthy;

    /// <summary>Whether there is no process: it ended, or was never started.</summary>
    public bool IsDown => State == KnownResourceStates.NotStarted || HasEnded;

    /// <summary>Whether it ended, or could not be started.</summary>
    public bool HasEnded => KnownResourceStates.TerminalStates.Contains(State);

    /// <summary>Whether it is about to end.</summary>
    public bool IsStopping => State == KnownResourceStates.Stopping;

    /// <summary>Such as "web-3 Finished (137)" or "web-3 Running, Unhealthy".</summary>
    public override string ToString() =>
        Health is { } health ? $"{Name} {State}, {health}"
        : HasEnded && ExitCode is { } code ? $"{Name} {State} ({code})"
        : $"{Name} {(State.Length == 0 ? KnownResourceStates.Starting : State)}";

    /// <summary>Reads it from a snapshot; null when there is none yet.</summary>
    public static InstanceStatus Of(string name, CustomResourceSnapshot? snapshot) =>
        new(name, snapshot?.State?.Text ?? "", snapshot?.HealthStatus, snapshot?.ExitCode, snapshot?.StartTimeStamp, snapshot?.StopTimeStamp);

    /// <summary>Reads it from the latest events.</summary>
    public static InstanceStatus Read(IResource instance, Board<ResourceEvent> resources) =>
        Of(instance.Name, resources.Current.Values.FirstOrDefault(change => change.Resource == instance)?.Snapshot);
}
