using Mesh.Consul;
using Mesh.Registrar.Tests.Functional;

namespace Mesh.Registrar.Tests.Docker.RealEngine;

/// <summary>What tests on a real engine have in common. Each begins without containers and ends with the registrar told to stop, which must leave nothing.</summary>
[Collection(EngineCollection.Name)]
public abstract class EngineTests(EngineFixture fixture) : IAsyncLifetime
{
    /// <summary>A container's command that does nothing and ends at once when it is asked to.</summary>
    protected const string Idle = "trap exit TERM; while :; do sleep 60 & wait $!; done";

    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    protected static string Host => Environment.MachineName;

    protected DockerDaemon Docker => fixture.Docker;

    protected ConsulServer Server => fixture.Server;

    protected IConsulClient Consul => fixture.Consul;

    public async ValueTask InitializeAsync()
    {
        fixture.SkipWhenMissing();
        var left = await Docker.RunAsync("ps", "--all", "--quiet");
        if (left.Length > 0)
        {
            await Docker.RunAsync(["rm", "--force", .. left.Split('\n')]);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The program with registrator's command line. Without <c>-internal</c>, give it <c>-ip</c>: ports are published in the engine's own network.</summary>
    private protected RegistrarProcess Start(params string[] options) => RegistrarProcess.StartAsRegistrator(Docker.Host, Server.Address, options);

    /// <summary><c>docker run --detach</c> of a shell command.</summary>
    protected Task RunAsync(string name, string command = Idle, params string[] options) =>
        Docker.RunAsync(["run", "--detach", "--name", name, .. options, BusyboxImage.Name, "sh", "-c", command]);

    /// <summary>The address of a container in its only network.</summary>
    protected Task<string> AddressAsync(string name) => InspectAsync(name, "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");

    /// <summary>Where a container's port is published.</summary>
    protected Task<string> PortAsync(string name, string port = "80/tcp") => InspectAsync(name, $"{{{{(index (index .NetworkSettings.Ports \"{port}\") 0).HostPort}}}}");

    /// <summary>A part of a container's description, by a template of Go.</summary>
    protected Task<string> InspectAsync(string name, string template) => Docker.RunAsync("inspect", "--format", template, name);

    /// <summary>Every entry of Consul's agent: <c>id name address:port [tags] status</c>, sorted.</summary>
    protected async Task<string> EntriesAsync()
    {
        var services = await Consul.Agent.ServicesAsync();
        var status = (await Consul.Agent.ChecksAsync()).Values.ToLookup(check => check.ServiceId, check => check.Status);
        return string.Join('\n', services.Values
            .Select(service => $"{service.Id} {service.Name} {service.Address}:{service.Port} [{string.Join(',', service.Tags)}] {string.Join(',', status[service.Id])}")
            .Order(StringComparer.Ordinal));
    }

    /// <summary>Waits until these are Consul's entries. The machine's name is put in front of each that does not begin with <c>=</c>.</summary>
    private protected async Task HoldsAsync(RegistrarProcess registrar, params string[] entries)
    {
        var expected = string.Join('\n', entries.Select(entry => entry.StartsWith('=') ? entry[1..] : $"{Host}:{entry}").Order(StringComparer.Ordinal));
        var last = "";
        await Eventually.Async(
            async () => (last = await EntriesAsync()) == expected, Soon, $"Consul should hold\n{expected}\n", () => $"\n{last}\nThe registrar printed:\n{registrar.Output}\n");
    }

    /// <summary>Tells the registrar to stop, which takes all its entries out.</summary>
    private protected async Task EndAsync(RegistrarProcess registrar)
    {
        Assert.Equal(0, await registrar.TerminateAsync());
        Assert.Equal("", await EntriesAsync());
    }
}
