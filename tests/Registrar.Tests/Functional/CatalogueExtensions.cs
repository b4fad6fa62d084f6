using Mesh.Consul;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>What tests ask of Consul.</summary>
internal static class CatalogueExtensions
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    /// <summary>The entries of a service in the catalogue as <c>id status</c>, sorted.</summary>
    public static async Task<string> EntriesAsync(this IConsulClient consul, string service)
    {
        var instances = await consul.Health.ServiceAsync(service);
        return string.Join(", ", instances.Value
            .Select(instance => $"{instance.Service.Id} {instance.Checks.Single(check => check.ServiceId.Length > 0).Status}")
            .Order(StringComparer.Ordinal));
    }

    /// <summary>Waits until the catalogue holds exactly these entries.</summary>
    public static async Task HoldsAsync(this IConsulClient consul, string service, string entries, RegistrarProcess registrar)
    {
        var last = "nothing yet";
        await Eventually.Async(
            async () => (last = await consul.EntriesAsync(service)) == entries,
            Soon,
            $"Consul should hold '{entries}'",
            () => $"'{last}'. The registrar printed:\n{registrar.Output}\n");
    }

    /// <summary>Adds an entry <c>{service}-foreign</c> that no registrar under test may touch.</summary>
    public static Task RegisterForeignAsync(this IConsulClient consul, string service, string? mark) => consul.Agent.RegisterServiceAsync(new()
    {
        Id = $"{service}-foreign",
        Name = service,
        Port = 1,
        Meta = mark is null ? null : new Dictionary<string, string> { ["mesh-owner"] = mark },
        Checks = [new() { Ttl = TimeSpan.FromHours(1) }],
    });
}
