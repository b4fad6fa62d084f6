using Mesh.Consul;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Probing;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Telemetry;
using Mesh.Registrar.Tests.Probing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Registrar.Tests.Reconciliation;

/// <summary>The whole reconciliation as the program composes it, over a Consul in memory, with views that the test writes and time that it moves.</summary>
internal sealed class ReconciliationBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ReconciliationBench(RegistrarSettings? settings = null, int seed = 1, int sources = 1, IServiceRegistry? registry = null, TimeProvider? time = null, bool isEngine = false)
    {
        Settings = settings ?? new() { Host = "host", Id = Sample.Owner };
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Debug));
        services.AddMetrics();
        services.AddSingleton(time ?? Time);
        services.AddSingleton(new Random(seed));
        services.AddSingleton(Settings);
        services.AddSingleton<IHostApplicationLifetime>(Lifetime);
        services.AddSingleton(new RegistrarIdentity(Settings, isEngine));
        foreach (var i in Enumerable.Range(1, sources))
        {
            services.AddSingleton<IInstanceSource>(new SilentSource($"source {i}"));
        }

        services.AddReconciliation();
        services.Replace(ServiceDescriptor.Singleton(registry ?? Registry));
        services.Replace(ServiceDescriptor.Singleton<IAddressProbe>(Probe));
        _services = services.BuildServiceProvider();
        Service = _services.GetServices<IHostedService>().OfType<ReconciliationService>().Single();
    }

    public RegistrarSettings Settings { get; }

    public FakeTimeProvider Time { get; } = new();

    public FakeRegistry Registry { get; } = new();

    public ScriptedProbe Probe { get; } = new();

    public ApplicationLifetime Lifetime { get; } = new(NullLogger<ApplicationLifetime>.Instance);

    public LogLines Logs { get; } = new();

    public ReconciliationService Service { get; }

    public InstanceView View => ViewOf(0);

    public RegistrarCondition Condition => Get<RegistrarCondition>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public InstanceView ViewOf(int source) => Get<InstanceCatalogue>().Views[source].View;

    /// <summary>A bench whose reconciliation runs.</summary>
    public static async Task<ReconciliationBench> StartAsync(RegistrarSettings? settings = null)
    {
        var bench = new ReconciliationBench(settings);
        await bench.StartAsync();
        return bench;
    }

    public Task StartAsync() => Service.StartAsync(CancellationToken.None);

    /// <summary>The status of an entry in Consul; null when it is not there.</summary>
    public CheckStatus? StatusOf(string id) => Registry.Entries.TryGetValue(id, out var entry) ? entry.Status() : null;

    /// <summary>Moves the time in steps until the condition holds, which it must within 30 seconds of real time.</summary>
    public Task UntilAsync(Func<bool> condition, string because, Func<object?>? seen = null, TimeSpan? step = null) =>
        Eventually.Async(
            async () =>
            {
                for (var i = 0; i < 20 && !condition(); i++)
                {
                    Time.Advance(step ?? TimeSpan.FromMilliseconds(50));
                    await Task.Yield();
                }

                return condition();
            },
            TimeSpan.FromSeconds(30),
            because,
            seen ?? (() => string.Join('\n', Logs.Lines)));

    public async ValueTask DisposeAsync()
    {
        await Service.StopAsync(new CancellationToken(canceled: true));
        await _services.DisposeAsync();
    }

    private sealed class SilentSource(string name) : IInstanceSource
    {
        public string Name => name;

        public Task RunAsync(InstanceView view, CancellationToken cancellation) => Task.CompletedTask;
    }
}
