using Mesh.Registrar.Configuration;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Probing;
using Mesh.Registrar.Registry;
using Mesh.Registrar.Telemetry;
using Mesh.Registrar.Timing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mesh.Registrar.Reconciliation;

/// <summary>Adds all that lies between the sources and Consul.</summary>
internal static class ReconciliationExtensions
{
    public static void AddReconciliation(this IServiceCollection services)
    {
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton(provider => new RegistrarIdentity(provider.GetRequiredService<RegistrarSettings>(), isEngine: false));
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<InstanceCatalogue>();
        services.AddSingleton<IAddressProbe, TcpProbe>();
        services.AddSingleton<AddressProber>();
        services.AddRegistry();
        services.AddSingleton<DesiredStateBuilder>();
        services.AddSingleton<EntryWriter>();
        services.AddSingleton<ProblemLog>();
        services.AddSingleton<Takeover>();
        services.AddSingleton<Heartbeats>();
        services.AddSingleton<FirstContact>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<Departure>();
        services.AddSingleton<RegistrarCondition>();
        services.AddSingleton<RegistrarMetrics>();
        services.AddMeterReadings(RegistrarTelemetry.Name);
        services.AddSingleton<ChangeTraces>();
        services.AddHealthChecks().AddCheck<RegistrarHealthCheck>("registrar", tags: ["ready"]);
        services.AddHostedService<ReconciliationService>();
        services.AddHostedService<SourceRunner>();
    }
}
