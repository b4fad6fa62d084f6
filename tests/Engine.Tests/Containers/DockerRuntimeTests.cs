using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Containers;
using Aspire.Hosting.Processes;
using Docker.DotNet;
using Docker.DotNet.Models;
using Mesh.Engine.Tests.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Engine.Tests.Containers;

public sealed class DockerRuntimeTests : IClassFixture<DockerEngine>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<OutputLine> _lines = new();
    private readonly DockerEngine _engine;

    public DockerRuntimeTests(DockerEngine engine)
    {
        _engine = engine;
        engine.SkipWhenMissing();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_written_is_delivered_before_the_completion_and_the_container_is_gone_then()
    {
        await using IRunningInstance container = await RunAsync(
            "i=0; while [ $i -lt 1000 ]; do i=$((i+1)); echo line $i; done; echo wrong >&2; printf last; exit 3");

        Assert.Equal(3, await container.Completion.WaitAsync(Limit, Cancelled));
        Assert.Equal([.. Enumerable.Range(1, 1000).Select(i => $"line {i}"), "last"], _lines.Where(line => !line.IsError).Select(line => line.Text));
        Assert.Equal(["wrong"], _lines.Where(line => line.IsError).Select(line => line.Text));
        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => _engine.Client.Containers.InspectContainerAsync(container.Id, Cancelled));
    }

    [Fact]
    public async Task Arguments_variables_mounts_and_labels_arrive()
    {
        string directory = Directory.CreateTempSubdirectory("mesh-mount-").FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "file"), "from outside", Cancelled);
        await using IRunningInstance container = await RunAsync(
            "echo \"$GREETING\"; cat /in/file; echo; touch /in/new 2>/dev/null || echo refused; touch /data/new && echo kept; sleep 60",
            specification => specification with
            {
                Environment = new Dictionary<string, string> { ["GREETING"] = "hello = world" },
                Mounts = [new(ContainerMountKind.Bind, directory, "/in", IsReadOnly: true), new(ContainerMountKind.Volume, null, "/data")],
                Labels = new Dictionary<string, string> { ["SERVICE_NAME"] = "web" },
            });

        await LineAsync("kept");
        Assert.Equal(["hello = world", "from outside", "refused", "kept"], _lines.Select(line => line.Text));
        ContainerInspectResponse inspected = await _engine.Client.Containers.InspectContainerAsync(container.Id, Cancelled);
        Assert.Equal("web", inspected.Config?.Labels?["SERVICE_NAME"]);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_published_port_reaches_the_container()
    {
        int port = FreePort();
        await using IRunningInstance container = await RunAsync(
            "echo ready; exec nc -l -p 8000 -e echo hello", specification => specification with { Ports = [new ContainerPort(8000, port)] });
        await LineAsync("ready");

        // Docker accepts at once, and closes while the container does not listen yet.
        string? answer = null;
        await Eventually.Async(
            async () =>
            {
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, port, Cancelled);
                answer = await new StreamReader(client.GetStream()).ReadLineAsync(Cancelled);
                return answer is not null;
            },
            TimeSpan.FromSeconds(30), "the container should answer");
        Assert.Equal("hello", answer);
    }

    [Fact]
    public async Task A_stop_sends_one_SIGTERM_and_waits_for_the_end()
    {
        await using IRunningInstance container = await RunAsync(
            "trap 'echo asked; asked=1' TERM; echo ready; while [ -z $asked ]; do sleep 0.02; done; echo bye; exit 4");
        await LineAsync("ready");

        Assert.Equal(StopOutcome.Stopped, await container.StopAsync(TimeSpan.FromSeconds(60), Cancelled));
        Assert.Equal(4, await container.Completion);
        Assert.Equal(["ready", "asked", "bye"], _lines.Select(line => line.Text));
    }

    [Fact]
    public async Task A_container_that_ignores_SIGTERM_is_killed_after_its_grace()
    {
        await using IRunningInstance container = await RunAsync("trap '' TERM; echo ready; while :; do sleep 1; done");
        await LineAsync("ready");

        Assert.Equal(StopOutcome.Killed, await container.StopAsync(TimeSpan.FromSeconds(1), Cancelled));
        Assert.Equal(137, await container.Completion);
    }

    [Fact]
    public async Task A_kill_from_outside_is_noticed_at_once()
    {
        await using IRunningInstance container = await RunAsync("echo ready; sleep 60");
        await LineAsync("ready");

        long start = Stopwatch.GetTimestamp();
        await _engine.Client.Containers.KillContainerAsync(container.Id, new ContainerKillParameters(), Cancelled);

        Assert.Equal(137, await container.Completion.WaitAsync(Limit, Cancelled));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_is_named()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync("exit 0", specification => specification with { Image = "localhost:1/mesh-test/nothing" }));

        Assert.Matches("^Image 'localhost:1/mesh-test/nothing' could not be pulled: .*connection refused", exception.Message);
    }

    [Fact]
    public async Task A_port_in_use_is_named_and_no_container_is_left()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string name = NewName();

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync("exit 0", specification => specification with { Name = name, Ports = [new ContainerPort(80, port)] }));

        Assert.StartsWith($"Port {port} on 127.0.0.1, wanted by container '{name}', is in use: ", exception.Message);
        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => _engine.Client.Containers.InspectContainerAsync(name, Cancelled));
    }

    [Fact]
    public async Task What_a_dead_run_left_behind_is_removed_before_the_first_start()
    {
        ContainerOwner dead = ContainerOwner.Current with { StartTime = ContainerOwner.Current.StartTime + 1 };
        string deadId = await CreateAsync(dead);
        string aliveId = await CreateAsync(ContainerOwner.Current);
        string foreignId = await CreateAsync(dead with { Host = "another-machine" });
        await using Guardian guardian = Guardian.Start("swept", NullLogger.Instance);
        using DockerRuntime runtime = new("swept", guardian, TimeProvider.System, NullLogger.Instance);

        await using IRunningInstance container = await runtime.StartAsync(Specification("exit 0"), _lines.Enqueue, Cancelled);

        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => _engine.Client.Containers.InspectContainerAsync(deadId, Cancelled));
        foreach (string id in (string[])[aliveId, foreignId])
        {
            await _engine.Client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters(), Cancelled);
        }
    }

    [Fact]
    public async Task The_containers_of_a_killed_host_are_stopped_and_removed()
    {
        string? command = ExecutablePath.Find("docker", Environment.GetEnvironmentVariable("PATH"));
        Assert.SkipWhen(command is null, "The guardian needs the docker command: apt-get install docker.io.");
        string directory = Directory.CreateTempSubdirectory("mesh-guardian-").FullName;
        string id = Path.Combine(directory, "container");
        await using IRunningInstance host = MortalHost.Start(directory, nameof(MortalHost.Starts_a_container_and_waits_to_be_killed));
        await Eventually.Async(() => File.Exists(id), TimeSpan.FromSeconds(30), "the host starts its container");

        Process.GetProcessById(int.Parse(host.Id)).Kill();

        string name = await File.ReadAllTextAsync(id, Cancelled);
        await Eventually.Async(() => IsGone(name), Limit, $"container {name} is removed");
        Assert.Equal(["asked"], await File.ReadAllLinesAsync(Path.Combine(directory, "graceful"), Cancelled));
        Directory.Delete(directory, recursive: true);
    }

    internal static ContainerSpecification Specification(string script) =>
        new(NewName(), DockerEngine.Image) { Entrypoint = "/bin/sh", Arguments = ["-c", script] };

    private static string NewName() => $"mesh-test-{Guid.NewGuid():N}";

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private bool IsGone(string id) =>
        !_engine.Client.Containers.ListContainersAsync(new ContainersListParameters { All = true }, Cancelled).GetAwaiter().GetResult()
            .Any(container => container.ID == id);

    private Task<IRunningInstance> RunAsync(string script, Func<ContainerSpecification, ContainerSpecification>? change = null) =>
        _engine.Runtime.StartAsync((change ?? (same => same))(Specification(script)), _lines.Enqueue, Cancelled);

    private async Task<string> CreateAsync(ContainerOwner owner) =>
        (await _engine.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters { Image = DockerEngine.Image, Cmd = ["/bin/sh"], Labels = owner.Labels(MeshRun.NewId()) }, Cancelled)).ID;

    private Task LineAsync(string text) => Eventually.Async(
        () => _lines.Any(line => line.Text == text), Limit, $"there is the line '{text}'", () => string.Join(" | ", _lines.Select(line => line.Text)));
}
