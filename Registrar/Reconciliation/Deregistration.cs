using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Reconciliation;

/// <summary>Removes an entry.</summary>
/// <param name="Entry">The entry as Consul has it.</param>
/// <param name="Why">The reason.</param>
internal sealed record Deregistration(RegisteredEntry Entry, string Why)
    : Change(Entry.Id, Entry.Service.Name, $"{Entry.Service.Address}:{Entry.Service.Port}", Why)
{
    public override string Operation => "deregister";

    public override string Effect => Operation;

    public override string Kind => ChangeMark.Removed;

    public override Task ApplyAsync(IServiceRegistry registry, CancellationToken cancellation) => registry.DeregisterAsync(Id, cancellation);
}
