namespace Mesh.Registrar.Reconciliation;

/// <summary>Sets the status of an entry's check to what it is already, so that its time to live begins anew.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="At">Timestamp of the heartbeat: each is another write.</param>
/// <param name="Taken">Called when Consul took it.</param>
internal sealed record Heartbeat(ServiceEntry Entry, long At, Action Taken)
    : Change(Entry.Id, Entry.Name, $"{Entry.Address}:{Entry.Port}", $"{Entry.Instance} {Entry.Reason}")
{
    public override string Operation => "heartbeat";

    public override string Effect => $"{Operation} {At}";

    public override async Task ApplyAsync(IServiceRegistry registry, CancellationToken cancellation)
    {
        await registry.SetStatusAsync(Entry, cancellation);
        Taken();
    }
}
