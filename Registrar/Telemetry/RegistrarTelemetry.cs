using System.Diagnostics;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Telemetry;

/// <summary>The registrar's name in OpenTelemetry, and its spans: one for each change applied to Consul.</summary>
internal static class RegistrarTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Mesh.Registrar";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins the span of a change; null when nobody listens, and for heartbeats, which change nothing.</summary>
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
