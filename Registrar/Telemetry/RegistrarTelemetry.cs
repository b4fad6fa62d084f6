using System.Diagnostics;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Telemetry;

/// <summary>The registrar's name in OpenTelemetry, and its spans: for each change, what happened to the instance and what was written to Consul.</summary>
internal static class RegistrarTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Mesh.Registrar";

    /// <summary>Where the spans come from.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Begins the span of a change as a whole; null when nobody wants it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="kind">What becomes of the instance.</param>
    /// <param name="at">When it began; <c>default</c> for now.</param>
    /// <param name="parent">The trace it belongs to; <c>default</c> for a new one.</param>
    public static Activity? Begin(Change change, string kind, DateTimeOffset at, ActivityContext parent) =>
        Source.StartActivity($"change {change.Cause?.Instance ?? change.Id} {kind}", ActivityKind.Internal, parent, startTime: at)?
            .SetTag("mesh.change", kind)
            .SetTag("mesh.entry.id", change.Id)
            .SetTag("mesh.service.name", change.Name);

    /// <summary>Adds the span of what happened to the instance: from then until the registrar heard of it.</summary>
    public static void Tell(InstanceEvent? cause, Activity change)
    {
        if (cause is not null)
        {
            using var span = Source.StartActivity($"instance event: {cause.State}", ActivityKind.Internal, change.Context, startTime: cause.At);
            span?.SetTag("mesh.instance", cause.Instance).SetEndTime(cause.HeardAt.UtcDateTime);
        }
    }

    /// <summary>Begins the span of a change's write; null when nobody listens, and for heartbeats, which change nothing.</summary>
    public static Activity? Begin(Change change) => change is Heartbeat ? null : Source.StartActivity($"{change.Operation} {change.Name}", ActivityKind.Client)?
        .SetTag("mesh.registrar.operation", change.Operation)
        .SetTag("mesh.entry.id", change.Id)
        .SetTag("mesh.service.name", change.Name)
        .SetTag("mesh.entry.address", change.Address)
        .SetTag("mesh.registrar.reason", change.Why);

    /// <summary>Tells the span how the change went.</summary>
    public static void End(Activity? span, RegistryException? failure)
    {
        if (failure is not null)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.Message).SetTag("error.type", failure.Condition);
        }
    }
}
