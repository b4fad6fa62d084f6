using Mesh.Registrar.Tests.Functional;

namespace Mesh.Registrar.Tests.Docker.RealEngine;

/// <summary>An engine that ends, loses its containers or its connection.</summary>
public sealed class EngineFaultTests(EngineFixture fixture) : EngineTests(fixture)
{
    [Fact]
    public async Task An_engine_that_is_killed_and_comes_back_costs_no_entry_and_what_ended_meanwhile_is_found()
    {
        var shared = Directory.CreateTempSubdirectory("mesh-shared-");
        await RunAsync("stays", options: ["--expose", "80"]);
        await RunAsync("ends", "while ! test -e /shared/end; do sleep 0.05; done", "--expose", "80", "--volume", $"{shared.FullName}:/shared");
        await using var registrar = Start("-internal");
        var (stays, ends) = ($"stays:80 box {await AddressAsync("stays")}:80 [] Passing", $"ends:80 box {await AddressAsync("ends")}:80 [] Passing");
        await HoldsAsync(registrar, stays, ends);

        await Docker.StopEngineAsync("KILL");
        await registrar.SaysAsync("cannot be followed");
        await File.WriteAllTextAsync(Path.Combine(shared.FullName, "end"), "", TestContext.Current.CancellationToken);
        await HoldsAsync(registrar, stays, ends);
        await Docker.StartEngineAsync("--live-restore");

        await HoldsAsync(registrar, stays);
        await registrar.SaysAsync($"Deregistered {Host}:ends:80");
        Assert.Equal((2, 1), (registrar.Count("Registered"), registrar.Count("Deregistered")));
        await EndAsync(registrar);
        shared.Delete(recursive: true);
    }

    [Fact]
    public async Task After_an_engine_that_ended_its_containers_there_are_no_ghosts_and_those_that_start_again_are_back()
    {
        await RunAsync("gone", options: ["--publish", "80"]);
        await RunAsync("back", options: ["--publish", "80", "--restart", "always"]);
        await using var registrar = Start("-ip", "192.0.2.7");
        await HoldsAsync(
            registrar, $"gone:80 box 192.0.2.7:{await PortAsync("gone")} [] Passing", $"back:80 box 192.0.2.7:{await PortAsync("back")} [] Passing");

        await Docker.StopEngineAsync("KILL");
        await Docker.StartEngineAsync();
        await Eventually.Async(async () => await InspectAsync("back", "{{.State.Running}}") == "true", Soon, "its policy should start it");
        await HoldsAsync(registrar, $"back:80 box 192.0.2.7:{await PortAsync("back")} [] Passing");

        await Docker.StopEngineAsync("TERM");
        await Docker.StartEngineAsync("--live-restore");
        await Eventually.Async(async () => await InspectAsync("back", "{{.State.Running}}") == "true", Soon, "its policy should start it again");
        await HoldsAsync(registrar, $"back:80 box 192.0.2.7:{await PortAsync("back")} [] Passing");
        await EndAsync(registrar);
    }

    [Fact]
    public async Task Events_missed_while_the_connection_was_cut_are_found_and_only_questions_ever_reach_the_engine()
    {
        await RunAsync("early", options: ["--expose", "80"]);
        await using var proxy = new EngineProxy(Docker.Host);
        await using var registrar = RegistrarProcess.StartAsRegistrator(proxy.Host, Server.Address, "-internal");
        await HoldsAsync(registrar, $"early:80 box {await AddressAsync("early")}:80 [] Passing");

        proxy.Cut(true);
        await registrar.SaysAsync("cannot be followed");
        await Docker.RunAsync("kill", "early");
        await RunAsync("late", options: ["--expose", "80"]);
        proxy.Cut(false);
        await HoldsAsync(registrar, $"late:80 box {await AddressAsync("late")}:80 [] Passing");
        await EndAsync(registrar);

        Assert.All(proxy.Requests, request => Assert.Matches("^GET /(version|info|events|containers/json|containers/[0-9a-f]{64}/json)$", request));
        Assert.Equal(
            ["GET /containers/json", "GET /events", "GET /info", "GET /version"],
            proxy.Requests.Where(request => request.Length < 30).Distinct().Order(StringComparer.Ordinal));
    }
}
