using System.Diagnostics;
using Mesh.ServiceDefaults;

namespace Mesh.SimpleWeb.Visits;

/// <summary>What the instance that answered says about a visit, as JSON.</summary>
/// <param name="Instance">The instance's id: <see cref="InstanceIdentity.Id"/>.</param>
/// <param name="Server">Its own address and port.</param>
/// <param name="Client">The client's address.</param>
/// <param name="Requests">How many requests this client has made to this server.</param>
/// <param name="Time">When this one came, UTC, ISO 8601.</param>
/// <param name="Trace">The id of the trace that the request belongs to, 32 hexadecimal digits; null when nothing traces.</param>
internal sealed record VisitReport(string Instance, string Server, string Client, long Requests, DateTimeOffset Time, string? Trace)
{
    public static VisitReport Of(Visit visit, InstanceIdentity instance) =>
        new(instance.Id, visit.Server, visit.Client, visit.Requests, visit.Time, Activity.Current?.TraceId.ToString());
}
