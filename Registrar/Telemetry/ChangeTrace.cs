using System.Diagnostics;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Telemetry;

/// <summary>One try to write a change, and its spans.</summary>
/// <param name="change">The change.</param>
/// <param name="marked">The change with the mark of its trace.</param>
/// <param name="span">What stands for the change as a whole; null without a trace.</param>
/// <param name="ended">Told how the try went.</param>
internal sealed class ChangeTrace(Change change, Change marked, Activity? span, Action<RegistryException?>? ended) : IDisposable
{
    private readonly Activity? _write = RegistrarTelemetry.Begin(change);

    /// <summary>What is to be written.</summary>
    public Change Change => marked;

    /// <summary>It went well, or failed. Before the next try begins.</summary>
    public void End(RegistryException? failure)
    {
        RegistrarTelemetry.End(_write, failure);
        RegistrarTelemetry.End(span, failure);
        ended?.Invoke(failure);
        Dispose();
    }

    public void Dispose()
    {
        _write?.Dispose();
        span?.Dispose();
    }
}
