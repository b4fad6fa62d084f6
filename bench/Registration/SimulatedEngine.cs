using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mesh.Bench.Registration;

/// <summary>A Docker engine's answers, at a unix socket, for containers that need not exist: each exposes port 80 and has an address of its own.</summary>
internal sealed class SimulatedEngine : IAsyncDisposable
{
    private const int Services = 50;
    private static readonly JsonSerializerOptions AsNamed = new();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-bench-");
    private readonly ConcurrentDictionary<string, int> _containers = new();
    private readonly ConcurrentBag<Channel<string>> _subscribers = [];
    private readonly WebApplication _app;

    private SimulatedEngine()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Path.Combine(_folder.FullName, "docker.sock")));
        _app = builder.Build();
        _app.MapGet("/version", () => """{"ApiVersion":"1.41"}""");
        _app.MapGet("/info", () => """{"ID":"simulated"}""");
        _app.MapGet("/containers/json", () => TypedResults.Json(_containers.Select(each => Summary(each.Key, each.Value)), AsNamed));
        _app.MapGet("/containers/{id}/json", (string id) => _containers.TryGetValue(id, out var number) ? (IResult)TypedResults.Json(Details(id, number), AsNamed) : TypedResults.NotFound());
        _app.MapGet("/events", SendEventsAsync);
    }

    /// <summary>What <c>DOCKER_HOST</c> is for it.</summary>
    public string Host => $"unix://{_folder.FullName}/docker.sock";

    public static async Task<SimulatedEngine> StartAsync()
    {
        var engine = new SimulatedEngine();
        await engine._app.StartAsync();
        return engine;
    }

    /// <summary>A container starts.</summary>
    public void Start(int number) => Tell(number, "start", id => _containers[id] = number);

    /// <summary>A container ends.</summary>
    public void End(int number) => Tell(number, "die", id => _containers.TryRemove(id, out _));

    public async ValueTask DisposeAsync()
    {
        foreach (var subscriber in _subscribers)
        {
            subscriber.Writer.TryComplete();
        }

        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Tell(int number, string action, Action<string> change)
    {
        var id = $"{number:x64}";
        change(id);
        foreach (var subscriber in _subscribers)
        {
            // Registrator's client takes no event without a time.
            subscriber.Writer.TryWrite(JsonSerializer.Serialize(
                new { Type = "container", Action = action, Actor = new { ID = id, Attributes = new { exitCode = "0" } }, time = DateTimeOffset.UtcNow.ToUnixTimeSeconds() }));
        }
    }

    private async Task SendEventsAsync(HttpContext context)
    {
        var events = Channel.CreateUnbounded<string>();
        _subscribers.Add(events);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await foreach (var line in events.Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync($"{line}\n", context.RequestAborted);
        }
    }

    private static object Networks(int number) => new { bridge = new { NetworkID = "n", IPAddress = $"10.9.{number / 250}.{(number % 250) + 1}", GlobalIPv6Address = "" } };

    private static object Summary(string id, int number) => new
    {
        Id = id,
        Names = new[] { $"/web-{number}" },
        State = "running",
        Status = "Up",
        Ports = new[] { new { PrivatePort = 80, Type = "tcp" } },
        NetworkSettings = new { Networks = Networks(number) },
    };

    private static object Details(string id, int number) => new
    {
        Id = id,
        Name = $"/web-{number}",
        State = new { Status = "running", ExitCode = 0 },
        Config = new
        {
            Image = "web:1",
            Env = new[] { "PATH=/bin", $"SERVICE_NAME=web-{number % Services}", "SERVICE_TAGS=backend" },
            Labels = new { },
            ExposedPorts = new Dictionary<string, object> { ["80/tcp"] = new { } },
        },
        HostConfig = new { NetworkMode = "default" },
        NetworkSettings = new { Ports = new Dictionary<string, object?> { ["80/tcp"] = null }, Networks = Networks(number) },
    };
}
