using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>Knows services and answers blocking queries about them as Consul does, until it is told to misbehave.</summary>
internal sealed class FaultyConsul : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string[] Tags, int[] Ports)> _services = [];
    private readonly HashSet<int> _lost = [];
    private readonly Dictionary<string, Task> _held = [];
    private RequestDelegate? _fault;
    private CancellationTokenSource _changed = new();
    private int _index = 1;

    private FaultyConsul()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Address => _app.Urls.First();

    public static async Task<FaultyConsul> StartAsync()
    {
        var consul = new FaultyConsul();
        await consul._app.StartAsync(TestContext.Current.CancellationToken);
        return consul;
    }

    /// <summary>Registers a service's instances, all passing, and answers whoever waits.</summary>
    public void Set(string service, string[] tags, params int[] ports) => Change(() => _services[service] = (tags, ports));

    /// <summary>Loses the agents of the nodes of these instances, or finds them again.</summary>
    public void Lose(bool isLost, params int[] ports) => Change(() =>
    {
        _lost.ExceptWith(ports);
        _lost.UnionWith(isLost ? ports : []);
    });

    /// <summary>Keeps answers about a service back until the gate opens.</summary>
    public void Hold(string service, Task gate) => Change(() => _held[service] = gate);

    /// <summary>Answers everything so from now on, the questions that wait included; null ends it.</summary>
    public void Misbehave(RequestDelegate? fault) => Change(() => _fault = fault);

    public async ValueTask DisposeAsync()
    {
        Misbehave(null);
        await _app.DisposeAsync();
        _changed.Dispose();
    }

    private void Change(Action change)
    {
        CancellationTokenSource before;
        lock (_lock)
        {
            change();
            _index++;
            (before, _changed) = (_changed, new());
        }

        before.Cancel();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (fault, index, changed) = Now();
        if (fault is null && context.Request.Query["index"] == $"{index}")
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(changed, context.RequestAborted);
            await Task.Delay(TimeSpan.FromMinutes(1), either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            (fault, index, _) = Now();
        }

        if (HeldFor(context.Request.Path) is { } gate)
        {
            await gate.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            (fault, index, _) = Now();
        }

        context.Response.Headers["X-Consul-Index"] = $"{index}";
        await (fault?.Invoke(context) ?? context.Response.WriteAsync(Describe(context.Request.Path)));
    }

    private (RequestDelegate? Fault, int Index, CancellationToken Changed) Now()
    {
        lock (_lock)
        {
            return (_fault, _index, _changed.Token);
        }
    }

    private Task? HeldFor(PathString path)
    {
        lock (_lock)
        {
            return _held.GetValueOrDefault(path.Value!.Split('/')[^1]);
        }
    }

    private string Describe(PathString path)
    {
        lock (_lock)
        {
            return path == "/v1/catalog/services"
                ? JsonSerializer.Serialize(_services.Where(service => service.Value.Ports.Length > 0)
                    .Select(service => (service.Key, service.Value.Tags)).Append(("consul", [])).ToDictionary())
                : _services.TryGetValue(path.Value!.Split('/')[^1], out var service)
                ? JsonSerializer.Serialize(service.Ports.Select(port => new
                {
                    Node = new { Node = $"node-{port}", Address = "127.0.0.1" },
                    Service = new { ID = $"{port}", Service = path.Value.Split('/')[^1], service.Tags, Address = "127.0.0.1", Port = port },
                    Checks = new object[]
                    {
                        new { CheckID = "serfHealth", Name = "Serf Health Status", Status = _lost.Contains(port) ? "critical" : "passing", Output = "Agent" },
                        new { CheckID = $"service:{port}", Status = "passing", ServiceID = $"{port}" },
                    },
                }))
                : "[]";
        }
    }
}
