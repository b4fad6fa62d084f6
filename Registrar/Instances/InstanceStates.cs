using System.Collections.Frozen;

namespace Mesh.Registrar.Instances;

/// <summary>The state texts of Aspire's <c>KnownResourceStates</c> that decide whether an instance is registered.</summary>
internal static class InstanceStates
{
    /// <summary>The process was spawned; whether it listens yet is for its health to say.</summary>
    public const string Running = "Running";

    private static readonly FrozenSet<string> Gone =
        FrozenSet.Create(StringComparer.Ordinal, "Stopping", "Exited", "Finished", "FailedToStart", "NotStarted");

    /// <summary>
    /// True for the states in which an instance must not be registered. One that is Stopping may still answer, but new requests would be lost.
    /// </summary>
    public static bool IsGone(string? state) => state is not null && Gone.Contains(state);
}
