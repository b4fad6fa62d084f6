using System.Diagnostics;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>
/// Writes the trace fields of requests that YARP's own forwarder sends: with a span of the request its child is the instance's parent; without one the
/// client's fields pass as they are, though .NET's HTTP client makes itself a span of its own, which has no parent.
/// </summary>
/// <param name="inner">Writes the fields in place of the client's.</param>
internal sealed class CallersTrace(DistributedContextPropagator inner) : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => inner.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity is not null && activity.ParentSpanId != default)
        {
            inner.Inject(activity, carrier, setter);
        }
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        inner.ExtractBaggage(carrier, getter);
}
