using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests;

[Collection(ProcessesCollection.Name)]
public sealed class ShutdownTests
{
    // All takes 3 s where the machine has nothing else to do.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Ctrl_C_ends_everything_with_exit_code_0_and_frees_its_ports()
    {
        await using var appHost = await AppHostProcess.StartedAsync();
        var processes = appHost.Processes();
        int[] ports = [appHost.Balancer.Port, appHost.AddressOf("consul").Port];

        appHost.Interrupt();
        await appHost.UntilExitedAsync();

        Assert.Equal(0, appHost.ExitCode);
        await UntilGoneAsync(processes);
        foreach (var port in ports)
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
    }

    [Fact]
    public async Task Ctrl_C_during_the_start_ends_everything_without_a_complaint()
    {
        await using var appHost = AppHostProcess.Start();
        await appHost.UntilItSaysAsync("consul         healthy");
        var processes = appHost.Processes();

        appHost.Interrupt();
        await appHost.UntilExitedAsync();

        Assert.Equal(0, appHost.ExitCode);
        await UntilGoneAsync(processes);
        Assert.DoesNotContain("error:", appHost.Output);
        Assert.DoesNotContain("started", appHost.Output);
        Assert.EndsWith("Distributed application stopped.", appHost.Output);
    }

    [Fact]
    public async Task Kill_of_the_AppHost_ends_everything_gracefully_and_a_second_start_works()
    {
        await using var first = await AppHostProcess.StartedAsync();
        var processes = first.Processes();
        var ports = new[] { $"--Ports:lb={first.Balancer.Port}", $"--Ports:consul={first.AddressOf("consul").Port}" };
        var answering = AskSlowlyAsync(first.Balancer);
        await Eventually.Async(() => answering.IsStarted, Soon, "the slow request is under way");

        await first.KillAsync();
        await UntilGoneAsync(processes);
        await using var second = await AppHostProcess.StartedAsync(ports);

        Assert.Equal(HttpStatusCode.OK, await answering.Status);
        Assert.Contains("Press Ctrl+C", second.Output);
    }

    [Fact]
    public async Task Kill_of_any_single_process_leaves_nothing_behind_after_Ctrl_C()
    {
        await using var appHost = await AppHostProcess.StartedAsync();
        var processes = appHost.Processes();
        foreach (var (id, _) in processes.Where(process => process.Id != appHost.Id))
        {
            using var victim = Process.GetProcessById(id);
            victim.Kill();
            await Eventually.Async(() => !ProcessTable.IsAlive(id), Soon, "the victim is gone");
        }

        appHost.Interrupt();
        await appHost.UntilExitedAsync();

        await UntilGoneAsync(processes);
    }

    [Fact]
    public async Task Kill_of_the_dotnet_run_that_started_it_ends_the_AppHost_and_everything_else()
    {
        await using var run = await AppHostProcess.StartedByDotnetRunAsync();
        (int Id, string Command)[] processes = [.. run.Processes(), (ProcessTable.ChildOf(run.Id), "AppHost")];

        await run.KillAsync();

        await UntilGoneAsync(processes);
    }

    private static SlowRequest AskSlowlyAsync(Uri balancer) => new(balancer);

    private static Task UntilGoneAsync(IReadOnlyList<(int Id, string Command)> processes) =>
        Eventually.Async(() => Alive(processes).Length == 0, Soon, "nothing is left of the mesh", () => Alive(processes));

    private static string Alive(IReadOnlyList<(int Id, string Command)> processes) =>
        string.Join("; ", processes.Where(process => ProcessTable.IsAlive(process.Id)).Select(process => $"{process.Id} {process.Command}"));

    /// <summary>A request that takes a second: who is stopped gracefully finishes it.</summary>
    private sealed class SlowRequest
    {
        private static readonly HttpClient Client = new();
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public SlowRequest(Uri balancer) => Status = AskAsync(balancer);

        public bool IsStarted => _clock.ElapsedMilliseconds > 200;

        public Task<HttpStatusCode> Status { get; }

        private static async Task<HttpStatusCode> AskAsync(Uri balancer)
        {
            using var response = await Client.GetAsync(new Uri(balancer, "/delay/1000"), TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }
}
