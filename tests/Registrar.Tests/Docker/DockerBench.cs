using Mesh.Registrar.Configuration;
using Mesh.Registrar.Docker;
using Mesh.Registrar.Docker.Engine;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Tests.Reconciliation;
using Microsoft.Extensions.Logging;

namespace Mesh.Registrar.Tests.Docker;

/// <summary>The Docker source over an engine in memory, reconciled with a Consul in memory, in time that the test moves.</summary>
internal sealed class DockerBench : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly DockerEngine _engine;
    private readonly Task _source;

    private DockerBench(FakeDocker docker, RegistrarSettings settings, int seed)
    {
        Docker = docker;
        Bench = new(settings, seed, isEngine: true);
        _engine = new(DockerEndpoint.At("/fake.sock"), new ReadOnlyHandler(docker), Bench.Time);
        var source = new DockerSource(
            _engine,
            new HostAddress(settings, Bench.Time),
            Bench.Get<RegistrarIdentity>(),
            settings,
            Bench.Time,
            new Random(seed),
            Bench.Get<ILoggerFactory>().CreateLogger<DockerSource>());
        _source = source.RunAsync(Bench.View, _end.Token);
    }

    public FakeDocker Docker { get; }

    public ReconciliationBench Bench { get; }

    /// <summary>What stands in Consul: <c>id name address:port status</c>, sorted.</summary>
    public string Registered => string.Join('\n', Bench.Registry.Entries.Values
        .Select(entry => $"{entry.Id} {entry.Service.Name} {entry.Service.Address}:{entry.Service.Port} {entry.Status()}").Order(StringComparer.Ordinal));

    /// <summary>Settings as tests want them: published ports are at 10.0.0.1.</summary>
    public static RegistrarSettings Settings { get; } = new() { Host = "host", Id = Sample.Owner, Address = "10.0.0.1" };

    /// <summary>Starts one, with what stands in the Consul of another.</summary>
    public static async Task<DockerBench> StartAsync(FakeDocker docker, RegistrarSettings? settings = null, int seed = 1, DockerBench? consul = null)
    {
        var bench = new DockerBench(docker, settings ?? Settings, seed);
        foreach (var entry in consul?.Bench.Registry.Entries.Values ?? [])
        {
            bench.Bench.Registry.Put(entry);
        }

        await bench.Bench.StartAsync();
        return bench;
    }

    /// <summary>Waits until exactly these lines stand in Consul.</summary>
    public Task HoldsAsync(params string[] lines)
    {
        var expected = string.Join('\n', lines.Order(StringComparer.Ordinal));
        return Bench.UntilAsync(() => Registered == expected, $"Consul should hold\n{expected}", () => $"\n{Registered}\nThe log:\n{string.Join('\n', Bench.Logs.Lines)}");
    }

    /// <summary>Lets time pass.</summary>
    public Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        var end = Bench.Time.GetUtcNow() + time;
        return Bench.UntilAsync(() => Bench.Time.GetUtcNow() >= end, $"{time} of fake time should pass", step: step ?? TimeSpan.FromMilliseconds(500));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _source);
        await Bench.DisposeAsync();
        _engine.Dispose();
        _end.Dispose();
    }
}
