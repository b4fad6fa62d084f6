using Mesh.Consul;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

/// <summary>Random events in the world, in what the sources tell of it, and in Consul; and the entries that the world as it is asks for.</summary>
internal sealed class RandomHistory(ReconciliationBench bench, Random random)
{
    private const int Sources = 2;
    private static readonly string[] States = ["Running", "Running", "Running", "Starting", "Stopping", "Finished", "NotStarted", ""];
    private static readonly string?[] Healths = ["Healthy", "Healthy", "Degraded", "Unhealthy", null];
    private readonly Dictionary<string, Instance>[] _world = [[], []];
    private readonly bool[] _isFollowed = new bool[Sources];
    private readonly Random _faults = new(random.Next());
    private double _faultRate;

    /// <summary>What happened.</summary>
    public List<string> Told { get; } = [];

    /// <summary>False once the foreign entry was seen missing although Consul had lost nothing.</summary>
    public bool ForeignWasThere { get; private set; } = true;

    /// <summary>One thing happens, and some time may pass.</summary>
    public async Task StepAsync()
    {
        switch (random.Next(10))
        {
            case 0:
                var source = random.Next(Sources);
                _isFollowed[source] = !_isFollowed[source];
                Tell($"source {source} followed: {_isFollowed[source]}", () => Resume(source));
                break;
            case 1:
                _faultRate = random.Next(3) * 0.4;
                Tell($"Consul fails {_faultRate:P0} and is slow", () => (bench.Registry.Fault, bench.Registry.Delay) = (Fault, DelayAsync));
                break;
            case 2 when random.Next(3) == 0:
                Tell("Consul restarts empty", EmptyConsul);
                break;
            case 3 when bench.Registry.Entries.Keys.Where(id => id.StartsWith("host:", StringComparison.Ordinal)).ToList() is { Count: > 0 } ids:
                var lost = ids[random.Next(ids.Count)];
                Tell($"somebody removes {lost}", () => bench.Registry.Remove(lost));
                break;
            default:
                Happen(random.Next(Sources));
                break;
        }

        ForeignWasThere &= bench.Registry.Entries.ContainsKey("foreign:web:1");
        for (var i = random.Next(4); i > 0; i--)
        {
            bench.Time.Advance(TimeSpan.FromMilliseconds(random.Next(400)));
            await Task.Delay(random.Next(2));
        }
    }

    /// <summary>Consul works again and both sources tell all.</summary>
    public void Heal()
    {
        _faultRate = 0;
        for (var source = 0; source < Sources; source++)
        {
            _isFollowed[source] = true;
            Resume(source);
        }
    }

    /// <summary>The true set, worked out by other means than the product's.</summary>
    public string Expected() => string.Join('\n', _world.SelectMany(instances => instances.Values)
        .Where(instance => instance.State is "Running" or "Starting" or "")
        .Select(instance => Describe(
            $"host:{instance.Id}:{PortOf(instance)}", StatusOf(instance), [.. instance.Environment.Values.SelectMany(tags => tags.Split(','))]))
        .Order(StringComparer.Ordinal));

    public static string Describe(string id, CheckStatus status, IReadOnlyList<string> tags) => $"{id} {status} [{string.Join(',', tags)}]";

    private CheckStatus StatusOf(Instance instance) => instance switch
    {
        { State: not "Running" } => CheckStatus.Critical,
        { SharedHealth: true } => bench.Probe.Listens(PortOf(instance)) ? CheckStatus.Passing : CheckStatus.Critical,
        { Health: "Healthy" } => CheckStatus.Passing,
        { Health: "Degraded" } => CheckStatus.Warning,
        _ => CheckStatus.Critical,
    };

    private static int PortOf(Instance instance) => new Uri(instance.Addresses[0]).Port;

    private void Happen(int source)
    {
        var id = $"{(char)('a' + source)}-{random.Next(5)}";
        if (random.Next(6) == 0)
        {
            _world[source].Remove(id);
            Tell($"{id} is removed", () => IfFollowed(source, view => view.Remove(id)));
            return;
        }

        // Every port belongs to one instance and one way of listening, so that an answer is never taken back within a run.
        var port = 1000 + (source * 100) + (id[^1] * 10 % 100) + random.Next(2);
        bench.Probe.Listen(port, port % 3 != 0);
        var instance = Sample.Instance(id, port, States[random.Next(States.Length)], Healths[random.Next(Healths.Length)]) with
        {
            SharedHealth = port % 2 == 0,
            Environment = random.Next(2) == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["SERVICE_TAGS"] = $"x,y{random.Next(2)}" },
        };
        _world[source][id] = instance;
        Tell($"{id} at {port} is {instance.State} {instance.Health}", () => IfFollowed(source, view => view.Upsert(instance)));
    }

    private void IfFollowed(int source, Action<InstanceView> tell)
    {
        if (_isFollowed[source])
        {
            tell(bench.ViewOf(source));
        }
    }

    private void Resume(int source)
    {
        if (_isFollowed[source])
        {
            bench.ViewOf(source).Replace(_world[source].Values);
        }
        else
        {
            bench.ViewOf(source).Lose("the connection broke");
        }
    }

    private void EmptyConsul()
    {
        var foreign = bench.Registry.Entries["foreign:web:1"];
        bench.Registry.Clear();
        bench.Registry.Put(foreign);
    }

    private RegistryException? Fault(string? id)
    {
        lock (_faults)
        {
            return _faults.NextDouble() < _faultRate ? new("500", $"Consul says: not now, {id}") : null;
        }
    }

    // Every third read or write takes up to 300 ms.
    private Task DelayAsync(string? id)
    {
        lock (_faults)
        {
            return _faultRate > 0 && _faults.Next(3) == 0 ? Task.Delay(TimeSpan.FromMilliseconds(_faults.Next(300)), bench.Time) : Task.CompletedTask;
        }
    }

    private void Tell(string what, Action act)
    {
        Told.Add(what);
        act();
    }
}
