using System.Net.Sockets;
using Mesh.Hosting.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Hosting.Tests.Ports;

public sealed class PortCheckTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakePorts _ports = new();
    private readonly PortSettings _settings = new(new ConfigurationBuilder().Build());

    [Fact]
    public async Task Free_ports_are_no_reason_to_wait() => await CheckAsync(("lb", 8080)).WaitAsync(TestApplication.Patience, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_port_that_an_earlier_run_gives_up_is_waited_for()
    {
        _ports.Taken.Add(8080);
        var check = CheckAsync(("lb", 8080));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(check.IsCompleted);

        _ports.Taken.Clear();
        await AdvanceUntilEndAsync(check);
        await check;
    }

    [Fact]
    public async Task A_port_that_stays_taken_is_reported_with_resource_holder_and_setting()
    {
        _settings.Add("lb", 8080);
        _ports.Taken.Add(8080);
        _ports.Taken.Add(9000);
        var check = CheckAsync(("lb", 8080), ("api", 9000));
        await AdvanceUntilEndAsync(check);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => check);
        Assert.Contains("Port 8080 of lb is in use by process 4711 (other)", error.Message, StringComparison.Ordinal);
        Assert.Contains("Ports:lb", error.Message, StringComparison.Ordinal);
        Assert.Contains("Port 9000 of api is in use by process 4711 (other)", error.Message, StringComparison.Ordinal);
        Assert.Contains("give api another port in AppHost/Program.cs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_resources_cannot_have_the_same_port()
    {
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => CheckAsync(("lb", 8080), ("web", 8080)));
        Assert.Contains("Port 8080 is asked for by lb and web", error.Message, StringComparison.Ordinal);
    }

    private Task CheckAsync(params (string Resource, int Port)[] wanted)
    {
        var resources = wanted.Select(entry =>
        {
            var resource = new ExecutableResource(entry.Resource, "true", ".");
            resource.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", port: entry.Port, isProxied: false));
            return resource;
        });
        return new PortCheck(_settings, _ports, _time, NullLogger.Instance).WaitUntilFreeAsync(new(resources), TestContext.Current.CancellationToken);
    }

    private async Task AdvanceUntilEndAsync(Task check)
    {
        for (var step = 0; step < 100 && !check.IsCompleted; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    private sealed class FakePorts : PortTable
    {
        public HashSet<int> Taken { get; } = [];

        public override bool IsInUse(int port) => Taken.Contains(port);

        public override string? Holder(int port) => "process 4711 (other)";
    }
}
