using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Reconciliation;

/// <summary>Writes a whole entry, because it is missing or differs.</summary>
/// <param name="Entry">The entry as it should be.</param>
/// <param name="Difference">What was different, such as <c>tags, weight</c>; null where the entry was missing.</param>
/// <param name="Why">The reason.</param>
internal sealed record Registration(ServiceEntry Entry, string? Difference, string Why)
    : Change(Entry.Id, Entry.Name, $"{Entry.Address}:{Entry.Port}", Why)
{
    public override string Operation => "register";

    public override string Effect => $"{Operation} ({Difference ?? "missing"})";

    public override string Kind => Difference is null ? "added" : "changed";

    public override Change With(ChangeMark mark) => this with { Entry = Entry with { Mark = mark } };

    public override Task ApplyAsync(IServiceRegistry registry, CancellationToken cancellation) =>
        registry.RegisterAsync(Entry, isNew: Difference is null, cancellation);
}
