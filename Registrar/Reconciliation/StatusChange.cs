using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Reconciliation;

/// <summary>Sets the status of an entry's check and leaves the rest alone.</summary>
/// <param name="Entry">The entry with the status it should have.</param>
internal sealed record StatusChange(ServiceEntry Entry)
    : Change(Entry.Id, Entry.Name, $"{Entry.Address}:{Entry.Port}", $"{Entry.Instance} {Entry.Reason}")
{
    public override string Operation => "status";

    public override string Effect => $"{Operation} {Entry.Status}";

    public override string Kind => Entry.Status.ToString().ToLowerInvariant();

    public override Change With(ChangeMark mark) => this with { Entry = Entry with { Mark = mark } };

    public override Task ApplyAsync(IServiceRegistry registry, CancellationToken cancellation) => registry.SetStatusAsync(Entry, cancellation);
}
