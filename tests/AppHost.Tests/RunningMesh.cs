using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Mesh.Consul;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests;

/// <summary>The whole mesh of <c>AppHost/Program.cs</c> on random ports, inside the test's process.</summary>
internal sealed class RunningMesh : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DistributedApplication _application;
    private readonly HttpClient _client;

    private RunningMesh(DistributedApplication application, string consul)
    {
        _application = application;
        _client = application.CreateHttpClient("lb");
        ConsulAddress = application.GetEndpoint(consul, "http");
        Consul = ConsulClient.Create(new ConsulOptions { Address = ConsulAddress.ToString() });
    }

    /// <summary>The load balancer's public address.</summary>
    public Uri Balancer => _client.BaseAddress!;

    public HttpClient Client => _client;

    public Uri ConsulAddress { get; }

    public IConsulClient Consul { get; }

    public DistributedApplication Application => _application;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the mesh and waits until all instances answer through the balancer.</summary>
    /// <param name="configure">Changes the model.</param>
    /// <param name="instances">How many instances there are.</param>
    /// <param name="consul">The member of Consul that is asked for what it knows.</param>
    /// <param name="hasDashboard">Whether there is a dashboard, too.</param>
    public static async Task<RunningMesh> StartAsync(
        Action<IDistributedApplicationBuilder>? configure = null, int instances = 3, string consul = "consul", bool hasDashboard = false)
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([], (options, _) => options.DisableDashboard = !hasDashboard, Cancellation);
        configure?.Invoke(builder);
        var application = await builder.BuildAsync(Cancellation);
        try
        {
            await application.StartAsync(Cancellation).WaitAsync(Limit, Cancellation);
            foreach (var resource in new[] { "consul", "web", "registrar", "lb" })
            {
                await application.ResourceNotifications.WaitForResourceHealthyAsync(resource, Cancellation).WaitAsync(Limit, Cancellation);
            }

            var mesh = new RunningMesh(application, consul);
            await mesh.UntilBalancedOverAsync(instances);
            return mesh;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    public Task<ExecuteCommandResult> ScaleAsync(int instances) => _application.ResourceCommands.ExecuteCommandAsync(
        "web", "scale", new InteractionInputCollection([new() { Name = "n", InputType = InputType.Number, Value = $"{instances}" }]), Cancellation).WaitAsync(Limit, Cancellation);

    /// <summary>Starts a resource again, or for the first time.</summary>
    public Task StartAgainAsync(string resource) => CommandAsync(resource, KnownResourceCommands.StartCommand);

    public Task StopAsync(string resource) => CommandAsync(resource, KnownResourceCommands.StopCommand);

    /// <summary>Waits until so many different instances answer.</summary>
    public Task UntilBalancedOverAsync(int instances) => BalancedInstances.UntilThereAreAsync(instances, Balancer);

    /// <summary>Which instance answered how many of the requests, all sent over one connection.</summary>
    public Task<Dictionary<string, int>> InstancesOfAsync(string path, int requests) => BalancedInstances.CountAsync(Balancer, path, requests);

    /// <summary>The passing instances of a service in Consul.</summary>
    public async Task<IReadOnlyList<ServiceInstance>> PassingAsync(string service = "web") =>
        (await Consul.Health.ServiceAsync(service, passing: true, cancellationToken: Cancellation)).Value;

    public async Task<Visit> VisitAsync() => (await _client.GetFromJsonAsync<Visit>("/?format=json", Cancellation))!;

    public async Task<ResourceEvent> StateOfAsync(string resource, string state) =>
        await _application.ResourceNotifications.WaitForResourceAsync(resource, e => e.Snapshot.State?.Text == state, Cancellation).WaitAsync(Limit, Cancellation);

    /// <summary>Kills the process of a resource that has one instance, without a word of warning.</summary>
    public async Task KillAsync(string resource)
    {
        using var process = System.Diagnostics.Process.GetProcessById(await ProcessOfAsync(resource));
        process.Kill();
    }

    /// <summary>The id of the process of a resource that has one instance.</summary>
    public async Task<int> ProcessOfAsync(string resource)
    {
        var running = await StateOfAsync(resource, KnownResourceStates.Running);
        return int.Parse((string)running.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value!);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync().AsTask().WaitAsync(Limit);
    }

    private async Task CommandAsync(string resource, string command)
    {
        var result = await _application.ResourceCommands.ExecuteCommandAsync(resource, command, Cancellation).WaitAsync(Limit, Cancellation);
        Assert.True(result.Success, result.Message);
    }
}

/// <summary>What an instance of the demo service says of a request.</summary>
internal sealed record Visit(string Instance, string Server, string Client, int Requests, DateTimeOffset Time, string Trace);
