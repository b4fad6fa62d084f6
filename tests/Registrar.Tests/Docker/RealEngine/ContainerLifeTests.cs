using Mesh.Registrar.Tests.Functional;

namespace Mesh.Registrar.Tests.Docker.RealEngine;

/// <summary>What happens to a container, and what its entry becomes.</summary>
public sealed class ContainerLifeTests(EngineFixture fixture) : EngineTests(fixture)
{
    // Ends with the code that somebody writes into the file.
    private const string UntilTold = "rm -f /code; while ! test -s /code; do sleep 0.05; done; exit $(cat /code)";

    [Fact]
    public async Task A_docker_stop_takes_the_entry_out_long_before_the_process_is_gone()
    {
        await RunAsync("stubborn", "trap : TERM; while :; do sleep 60 & wait $!; done", "--expose", "80");
        await using var registrar = Start("-internal");
        await HoldsAsync(registrar, $"stubborn:80 box {await AddressAsync("stubborn")}:80 [] Passing");

        var stop = Docker.RunAsync("stop", "--time", "60", "stubborn");
        await HoldsAsync(registrar);

        Assert.Equal("true", await InspectAsync("stubborn", "{{.State.Running}}"));
        await registrar.SaysAsync($"Deregistered {Host}:stubborn:80");
        await Docker.RunAsync("kill", "stubborn");
        await stop;
        await EndAsync(registrar);
    }

    [Fact]
    public async Task The_status_follows_the_HEALTHCHECK_and_a_pause()
    {
        string[] check = ["--health-cmd", "test ! -e /sick", "--health-interval", "200ms", "--health-retries", "1"];
        await RunAsync("checked", options: ["--expose", "80", .. check]);
        await using var registrar = Start("-internal");
        var entry = $"checked:80 box {await AddressAsync("checked")}:80 [] ";
        await HoldsAsync(registrar, $"{entry}Passing");

        await Docker.RunAsync("exec", "checked", "touch", "/sick");
        await HoldsAsync(registrar, $"{entry}Critical");
        await Docker.RunAsync("exec", "checked", "rm", "/sick");
        await HoldsAsync(registrar, $"{entry}Passing");
        await Docker.RunAsync("pause", "checked");
        await HoldsAsync(registrar, $"{entry}Critical");
        await Docker.RunAsync("unpause", "checked");
        await HoldsAsync(registrar, $"{entry}Passing");

        Assert.Equal(1, registrar.Count("Registered"));
        await EndAsync(registrar);
    }

    [Fact]
    public async Task A_container_that_dies_and_is_restarted_by_its_policy_is_entered_where_it_is_published_now()
    {
        await RunAsync("phoenix", UntilTold, "--publish", "80", "--restart", "always");
        await using var registrar = Start("-ip", "192.0.2.7");
        var before = await PortAsync("phoenix");
        await HoldsAsync(registrar, $"phoenix:80 box 192.0.2.7:{before} [] Passing");

        await Docker.RunAsync("exec", "phoenix", "sh", "-c", "echo 1 >/code");
        await Eventually.Async(
            async () => await InspectAsync("phoenix", "{{.RestartCount}} {{.State.Running}}") == "1 true", Soon, "its policy should restart it");

        var after = await PortAsync("phoenix");
        Assert.NotEqual(before, after);
        await HoldsAsync(registrar, $"phoenix:80 box 192.0.2.7:{after} [] Passing");
        await EndAsync(registrar);
    }

    [Fact]
    public async Task With_deregister_on_success_one_that_failed_stays_critical_until_it_is_removed()
    {
        await RunAsync("good", UntilTold, "--expose", "80");
        await RunAsync("bad", UntilTold, "--expose", "80");
        await RunAsync("stopped", options: ["--expose", "80"]);
        await using var registrar = Start("-internal", "-deregister", "on-success");
        var bad = $"bad:80 box {await AddressAsync("bad")}:80 [] ";
        await HoldsAsync(
            registrar, $"good:80 box {await AddressAsync("good")}:80 [] Passing", $"{bad}Passing", $"stopped:80 box {await AddressAsync("stopped")}:80 [] Passing");

        await Docker.RunAsync("exec", "bad", "sh", "-c", "echo 3 >/code");
        await Docker.RunAsync("exec", "good", "sh", "-c", "echo 0 >/code");
        await Docker.RunAsync("stop", "stopped");
        await HoldsAsync(registrar, $"{bad}Critical");
        await Docker.RunAsync("rm", "bad");

        await HoldsAsync(registrar);
        await EndAsync(registrar);
    }
}
