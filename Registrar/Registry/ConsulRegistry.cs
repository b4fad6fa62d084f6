using Mesh.Consul;
using Mesh.Registrar.Reconciliation;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Registry;

/// <summary>
/// The services and checks of Consul's agent. Reads all of them rather than only those with the registrar's mark: an id that somebody else
/// uses must be seen before it is written.
/// </summary>
internal sealed class ConsulRegistry(IConsulClient consul) : IServiceRegistry
{
    public ServiceEntry Fit(ServiceEntry entry) => entry;

    public Task<IReadOnlyDictionary<string, RegisteredEntry>> ReadAsync(CancellationToken cancellation) => ConsulCall.Async(async () =>
    {
        var services = consul.Agent.ServicesAsync(cancellationToken: cancellation);
        var checks = consul.Agent.ChecksAsync(cancellationToken: cancellation);
        await Task.WhenAll(services, checks);
        var ofService = (await checks).Values.ToLookup(check => check.ServiceId, StringComparer.Ordinal);
        return (IReadOnlyDictionary<string, RegisteredEntry>)(await services).Values.ToDictionary(
            service => service.Id,
            service => new RegisteredEntry(service, ofService[service.Id].ToDictionary(check => check.CheckId, StringComparer.Ordinal)),
            StringComparer.Ordinal);
    });

    public Task RegisterAsync(ServiceEntry entry, bool isNew, CancellationToken cancellation) =>
        ConsulCall.Async(() => consul.Agent.RegisterServiceAsync(Registration(entry, isNew), cancellation));

    public Task DeregisterAsync(string id, CancellationToken cancellation) => ConsulCall.Async(() => consul.Agent.DeregisterServiceAsync(id, cancellation));

    public Task SetStatusAsync(ServiceEntry entry, CancellationToken cancellation) =>
        ConsulCall.Async(() => consul.Agent.UpdateTtlAsync(entry.SourceCheck!.Id, entry.Status, Told(entry), cancellation));

    private static string Told(ServiceEntry entry) => $"{entry.Instance} {entry.Reason}{(entry.Mark is { } mark ? $"\n{mark.Line}" : "")}";

    private static ServiceRegistration Registration(ServiceEntry entry, bool isNew) => new()
    {
        Id = entry.Id,
        Name = entry.Name,
        Address = entry.Address,
        Port = entry.Port,
        Tags = entry.Tags,
        Meta = entry.Mark is { } mark ? entry.Meta.SetItem(ChangeMark.Key, mark.ToString()) : entry.Meta,
        Weights = new(entry.Weight, entry.WarningWeight),
        EnableTagOverride = entry.EnableTagOverride,
        Checks = [.. entry.Checks.Select(check => Check(check, entry, isNew))],
    };

    private static CheckRegistration Check(EntryCheck check, ServiceEntry entry, bool isNew) => new()
    {
        CheckId = check.Id,
        Name = $"Service '{entry.Name}' check",
        Notes = check.Notes,
        // A check that the agent makes keeps what it last found.
        Status = check.FollowsSource ? entry.Status : isNew ? check.InitialStatus ?? entry.Status : null,
        Ttl = check.Ttl,
        Http = check.Http,
        Method = check.Method,
        Tcp = check.Tcp,
        Grpc = check.Grpc,
        GrpcUseTls = check.UsesTls ? true : null,
        TlsSkipVerify = check.SkipsVerification ? true : null,
        Args = check.Arguments,
        Interval = check.Interval,
        Timeout = check.Timeout,
        DeregisterCriticalServiceAfter = check.DeregisterAfter,
    };
}
