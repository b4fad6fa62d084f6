using System.Diagnostics;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests;

[Collection(ProcessesCollection.Name)]
public sealed class TerminalTests(StartedTerminal terminal) : IClassFixture<StartedTerminal>
{
    [Fact]
    public async Task A_start_tells_what_starts_then_the_addresses_then_that_it_has_started()
    {
        var appHost = await terminal.AppHostAsync();

        string[] expected =
        [
            "Distributed application starting", "consul         starting", "consul         healthy", "lb             starting", "lb             healthy",
            "Everything has started after", "lb             http://localhost:", "lb admin       http://localhost:", "consul         http://localhost:",
            "dashboard      http://localhost:", "Distributed application started. Press Ctrl+C to shut down.",
        ];
        var positions = expected.Select(text => appHost.Output.IndexOf(text, StringComparison.Ordinal)).ToArray();
        Assert.True(positions.All(position => position >= 0) && positions.Order().SequenceEqual(positions), appHost.Output);
    }

    [Fact]
    public async Task Scale_is_done_by_the_running_AppHost_and_bad_requests_are_refused_with_an_exit_code()
    {
        var appHost = await terminal.AppHostAsync();

        var five = await appHost.RunAsync("scale", "web=5");
        Assert.True(five.ExitCode == 0, five.Output);
        Assert.Contains("3 → 5", five.Output);
        await Eventually.Async(async () => (await InstancesAsync(appHost, 10)) == 5, RunningMesh.Limit, "five instances take traffic");

        foreach (var (request, answer) in new[] { ("web=0", "1 to 10"), ("web=-1", "1 to 10"), ("web=999", "1 to 10"), ("web=many", "many"), ("nosuch=3", "nosuch"), ("web", "web") })
        {
            var refused = await appHost.RunAsync("scale", request);
            Assert.True(refused.ExitCode != 0 && refused.Output.Contains(answer, StringComparison.Ordinal), $"scale {request}: {refused}");
        }

        var one = await appHost.RunAsync("scale", "web=1");
        Assert.True(one.ExitCode == 0, one.Output);
        Assert.Equal(1, await InstancesAsync(appHost, 5));
    }

    [Fact]
    public async Task Scale_without_a_running_AppHost_says_so_and_fails()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync(Path.Combine(Path.GetTempPath(), "no-such-apphost.json"), "scale", "web=5");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("No AppHost", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_instance_that_ends_unasked_is_named_with_where_to_read_what_it_said()
    {
        await using var appHost = await AppHostProcess.StartedAsync();
        using var victim = Process.GetProcessById(appHost.Processes().First(process => process.Command.Contains("SimpleWeb", StringComparison.Ordinal)).Id);

        victim.Kill();

        await appHost.UntilItSaysAsync("ended with exit code 137");
        Assert.Matches(@"error: (web-\d) +ended with exit code 137; its output: http://localhost:\d+/console\?resource=\1\s", appHost.Output);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_the_setting_that_changes_it()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        await using var appHost = AppHostProcess.Start($"--Ports:lb={port}");
        await appHost.UntilExitedAsync();

        Assert.Equal(1, appHost.ExitCode);
        Assert.Contains($"{port}", appHost.Output);
        Assert.Contains("Ports:lb", appHost.Output);
        Assert.DoesNotContain("   at ", appHost.Output);
    }

    [Fact]
    public async Task What_the_terminal_says_of_telemetry_and_the_token_of_the_dashboard_reach_no_instance()
    {
        var appHost = await terminal.AppHostAsync();
        var services = appHost.Processes().Where(process => process.Id != appHost.Id)
            .Select(process => (process.Command, Variables: ProcessTable.EnvironmentOf(process.Id)))
            .Where(process => process.Variables.Any(variable => variable.StartsWith("OTEL_EXPORTER_OTLP_ENDPOINT=", StringComparison.Ordinal))).ToList();

        Assert.InRange(services.Count, 3, int.MaxValue);
        Assert.All(services, service => Assert.DoesNotContain(service.Variables, variable => variable.EndsWith(StartedTerminal.Value, StringComparison.Ordinal)));
        Assert.All(appHost.Processes().Where(process => process.Id != appHost.Id), process => Assert.DoesNotContain(
            ProcessTable.EnvironmentOf(process.Id), variable => variable.StartsWith("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", StringComparison.Ordinal)));
    }

    private static async Task<int> InstancesAsync(AppHostProcess appHost, int requests) =>
        (await BalancedInstances.CountAsync(appHost.Balancer, "/", requests)).Count;
}
