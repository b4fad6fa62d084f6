using Mesh.Consul;

namespace Mesh.Registrar.Tests.Docker;

/// <summary>Random events in an engine, in what it tells of them, and the entries that its containers as they are ask for.</summary>
internal sealed class RandomContainers(FakeDocker docker, TimeProvider time, Random random)
{
    private static readonly string?[] Healths = ["starting", "healthy", "unhealthy", null];
    private readonly Random _faults = new(random.Next());
    private double _faultRate;
    private int _made;

    /// <summary>What happened.</summary>
    public List<string> Told { get; } = [];

    public void Step()
    {
        var all = docker.Containers;
        var container = all.Count == 0 ? null : all[random.Next(all.Count)];
        switch (random.Next(14))
        {
            case 0:
                Tell("the event streams break", docker.CutStreams);
                break;
            case 1:
                docker.LosesEvents = !docker.LosesEvents;
                Tell($"events get lost: {docker.LosesEvents}", () => { });
                break;
            case 2:
                _faultRate = random.Next(3) * 0.3;
                Tell($"the engine fails {_faultRate:P0} and is slow", () => (docker.Fault, docker.Delay) = (Fault, DelayAsync));
                break;
            case 3 when container is { Status: "running" }:
                Tell($"{container.Name} is told to stop", () => docker.Kill(container, 15));
                break;
            case 4 or 5 when container is { Status: "running" or "paused" }:
                Tell($"{container.Name} ends", () => docker.Die(container, random.Next(2) * 137));
                break;
            case 6 when container is { Status: "running" or "paused" }:
                var (action, next) = container.Status == "running" ? ("pause", "paused") : ("unpause", "running");
                Tell($"{container.Name}: {action}", () => docker.Change(container, action, each => each.Status = next));
                break;
            case 7 when container is not null:
                Tell($"{container.Name} gets another name", () => docker.Change(container, "rename", each => each.Name = $"renamed-{++_made}"));
                break;
            case 8 or 9 when container is { Status: "running" }:
                var health = Healths[random.Next(Healths.Length)];
                Tell($"{container.Name} is {health}", () => docker.Change(container, $"health_status: {health}", each => each.Health = health));
                break;
            case 10 when container is { Status: "exited" }:
                Tell($"{container.Name} is removed", () => docker.Remove(container));
                break;
            case 11 when container is { Status: "exited" }:
                Tell($"{container.Name} starts again", () => Start(container));
                break;
            default:
                var id = $"{++_made:x8}";
                Tell($"c-{id} starts", () => Start(new() { Id = id, Name = $"c-{id}" }));
                break;
        }
    }

    /// <summary>The engine works again. The events that got lost stay lost.</summary>
    public void Heal()
    {
        _faultRate = 0;
        docker.LosesEvents = false;
    }

    /// <summary>The true set, worked out by other means than the product's.</summary>
    public string[] Expected() => [.. docker.Containers
        .Where(container => container.IsListed)
        .Select(container => $"host:{container.Name}:80 web 10.0.0.1:{container.Ports["80/tcp"].Split(':')[1]} {StatusOf(container)}")];

    private static CheckStatus StatusOf(FakeContainer container) =>
        container is { Status: "running", Health: null or "healthy" } ? CheckStatus.Passing : CheckStatus.Critical;

    // Each run is published somewhere else.
    private void Start(FakeContainer container)
    {
        container.Ports = new() { ["80/tcp"] = $"0.0.0.0:{30000 + ++_made}" };
        docker.Start(container);
    }

    private int? Fault(string path)
    {
        lock (_faults)
        {
            return _faults.NextDouble() < _faultRate ? 500 : null;
        }
    }

    private Task DelayAsync(string path)
    {
        lock (_faults)
        {
            return _faultRate > 0 && _faults.Next(3) == 0 ? Task.Delay(TimeSpan.FromMilliseconds(_faults.Next(2000)), time) : Task.CompletedTask;
        }
    }

    private void Tell(string what, Action act)
    {
        Told.Add(what);
        act();
    }
}
