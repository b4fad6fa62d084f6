using Mesh.Registrar.Configuration;

namespace Mesh.Registrar.Tests.Docker;

/// <summary>What the source makes of an engine's answers and events.</summary>
public sealed class DockerSourceTests
{
    private const string Web = "host:web:80 web 10.0.0.1:8080";

    [Fact]
    public async Task Docker_stop_deregisters_before_the_process_is_gone_and_one_that_does_not_end_comes_back_127_685()
    {
        var docker = new FakeDocker();
        var web = Container();
        docker.Start(web);
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.HoldsAsync($"{Web} Passing");

        docker.Kill(web, signal: 1);
        docker.Kill(web, signal: 15);
        await bench.HoldsAsync();

        // It has 10 s to end, and a minute more: time may have passed already until the entry was gone.
        await bench.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("", bench.Registered);

        await bench.HoldsAsync($"{Web} Passing");
    }

    [Fact]
    public async Task Other_signals_than_the_containers_own_stop_signal_change_nothing()
    {
        var docker = new FakeDocker();
        var web = Container(stopSignal: "SIGQUIT");
        docker.Start(web);
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.HoldsAsync($"{Web} Passing");

        docker.Kill(web, signal: 15);
        docker.Kill(web, signal: 1);
        await bench.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(["register host:web:80"], bench.Bench.Registry.Writes);
        docker.Kill(web, signal: 3);

        await bench.HoldsAsync();
    }

    [Fact]
    public async Task Start_and_die_are_never_reordered()
    {
        var docker = new FakeDocker();
        var web = Container();
        docker.Start(web);
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.HoldsAsync($"{Web} Passing");
        var answer = new TaskCompletionSource();
        docker.Die(web);
        await bench.HoldsAsync();

        // The answer that it runs comes only after its end.
        docker.Delay = path => path.Contains(web.Id, StringComparison.Ordinal) ? answer.Task : Task.CompletedTask;
        var asked = docker.CountAsked(web.Id);
        docker.Start(web);
        await Eventually.Async(() => docker.CountAsked(web.Id) > asked, TimeSpan.FromSeconds(30), "it should be asked for");
        docker.Die(web);
        docker.Start(web);
        docker.Die(web);
        answer.SetResult();
        await bench.PassAsync(TimeSpan.FromSeconds(10));
        await bench.HoldsAsync();
    }

    [Fact]
    public async Task The_end_of_the_event_stream_ends_nothing_and_only_what_is_new_is_asked_for_and_written_377()
    {
        var docker = new FakeDocker();
        var all = Enumerable.Range(0, 20).Select(i => Container($"web-{i}", 9000 + i)).ToList();
        all.ForEach(docker.Start);
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.HoldsAsync([.. all.Select((_, i) => $"host:web-{i}:80 web 10.0.0.1:{9000 + i} Passing")]);
        var writes = bench.Bench.Registry.Writes.Count;
        var questions = Inspections(docker);

        docker.LosesEvents = true;
        docker.Die(all[3]);
        docker.Start(Container("late", 9100));
        docker.LosesEvents = false;
        docker.CutStreams();
        await bench.HoldsAsync([.. all.Select((_, i) => $"host:web-{i}:80 web 10.0.0.1:{9000 + i} Passing").Where((_, i) => i != 3), "host:late:80 web 10.0.0.1:9100 Passing"]);

        Assert.Equal(questions + 1, Inspections(docker));
        Assert.Equal(writes + 2, bench.Bench.Registry.Writes.Count);
        Assert.Equal(["Warning: Docker at unix:///fake.sock cannot be followed: it ended the event stream. The last view is kept; trying again."],
            bench.Bench.Logs.Containing("cannot be followed"));
    }

    [Fact]
    public async Task Events_that_get_lost_while_the_stream_goes_on_show_within_a_minute_325_339_712()
    {
        var docker = new FakeDocker();
        var web = Container();
        docker.Start(web);
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.HoldsAsync($"{Web} Passing");
        await bench.PassAsync(TimeSpan.FromSeconds(2));

        docker.LosesEvents = true;
        docker.Die(web);
        docker.Start(Container("other", 8081));
        await bench.PassAsync(TimeSpan.FromSeconds(60));

        await bench.HoldsAsync("host:other:80 web 10.0.0.1:8081 Passing");
    }

    [Fact]
    public async Task One_bad_container_never_stops_the_others()
    {
        var docker = new FakeDocker();
        var (bad, odd) = (Container("bad", 8081), Container("odd", 8082));
        docker.Start(Container());
        docker.Start(bad);
        docker.Start(odd);
        docker.Fault = path => path.Contains(bad.Id, StringComparison.Ordinal) ? 500 : null;
        odd.Environment = ["SERVICE_CHECK_INTERVAL=soon", "=", "", "SERVICE_NAME"];
        await using var bench = await DockerBench.StartAsync(docker);

        await bench.HoldsAsync($"{Web} Passing", "host:odd:80 web 10.0.0.1:8082 Passing");
        await bench.Bench.UntilAsync(() => bench.Bench.Logs.Containing($"Docker does not describe container {bad.Id}").Count() == 1, "the bad one should be told, once");
        docker.Fault = _ => null;

        await bench.HoldsAsync($"{Web} Passing", "host:odd:80 web 10.0.0.1:8082 Passing", "host:bad:80 web 10.0.0.1:8081 Passing");
    }

    [Fact]
    public async Task The_HEALTHCHECK_s_status_is_the_check_s_and_a_pause_is_critical_578()
    {
        var docker = new FakeDocker();
        var web = Container();
        web.Health = "starting";
        docker.Start(web);
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.HoldsAsync($"{Web} Critical");

        docker.Change(web, "health_status: healthy", each => each.Health = "healthy");
        await bench.HoldsAsync($"{Web} Passing");
        docker.Change(web, "pause", each => each.Status = "paused");
        await bench.HoldsAsync($"{Web} Critical");
        docker.Change(web, "unpause", each => each.Status = "running");
        await bench.HoldsAsync($"{Web} Passing");
        docker.Change(web, "health_status: unhealthy", each => each.Health = "unhealthy");
        await bench.HoldsAsync($"{Web} Critical");

        Assert.Equal(["register", "status", "status", "status", "status"], bench.Bench.Registry.Writes.Select(write => write.Split(' ')[0]));
    }

    [Fact]
    public async Task A_rename_moves_the_entry_and_a_container_that_restarts_over_and_over_has_none_meanwhile()
    {
        var docker = new FakeDocker();
        var web = Container();
        docker.Start(web);
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.HoldsAsync($"{Web} Passing");

        docker.Change(web, "rename", each => each.Name = "shop");
        await bench.HoldsAsync("host:shop:80 web 10.0.0.1:8080 Passing");
        docker.Die(web, 1);
        web.Status = "restarting";
        await bench.HoldsAsync();
        docker.CutStreams();
        await bench.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal("", bench.Registered);
        docker.Start(web);

        await bench.HoldsAsync("host:shop:80 web 10.0.0.1:8080 Passing");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(143, false)]
    [InlineData(3, true)]
    public async Task With_on_success_only_a_container_that_failed_stays_critical_until_it_is_removed_128_646(int exitCode, bool isKept)
    {
        var docker = new FakeDocker();
        var web = Container();
        docker.Start(web);
        await using var bench = await DockerBench.StartAsync(docker, DockerBench.Settings with { Deregister = DeregisterPolicy.OnSuccess });
        await bench.HoldsAsync($"{Web} Passing");

        docker.Die(web, exitCode);
        await bench.HoldsAsync(isKept ? [$"{Web} Critical"] : []);
        docker.CutStreams();
        await bench.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        await bench.HoldsAsync(isKept ? [$"{Web} Critical"] : []);
        docker.Remove(web);

        await bench.HoldsAsync();
    }

    [Fact]
    public async Task Nothing_is_removed_before_every_container_was_described_once()
    {
        var docker = new FakeDocker();
        docker.Start(Container());
        docker.Start(Container("slow", 8081));
        var answer = new TaskCompletionSource();
        docker.Delay = path => path.EndsWith("slow/json", StringComparison.Ordinal) ? answer.Task : Task.CompletedTask;
        var bench = await DockerBench.StartAsync(docker);
        await using var _ = bench;
        bench.Bench.Registry.Put(Sample.Registered(Sample.Entry("host:slow:80")));
        await bench.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(bench.Bench.Registry.Writes);
        answer.SetResult();

        await bench.HoldsAsync($"{Web} Passing", "host:slow:80 web 10.0.0.1:8081 Passing");
        Assert.DoesNotContain("deregister host:slow:80", bench.Bench.Registry.Writes);
    }

    [Fact]
    public async Task A_flood_is_asked_for_a_few_at_a_time_and_written_a_few_at_a_time()
    {
        var docker = new FakeDocker();
        var (asking, most) = (0, 0);
        docker.Delay = async path =>
        {
            if (path.EndsWith("/json", StringComparison.Ordinal) && path != "/containers/json")
            {
                most = Math.Max(most, Interlocked.Increment(ref asking));
                await Task.Yield();
                Interlocked.Decrement(ref asking);
            }
        };
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.PassAsync(TimeSpan.FromSeconds(1));

        for (var i = 0; i < 500; i++)
        {
            docker.Start(Container($"web-{i}", 10000 + i));
        }

        await bench.HoldsAsync([.. Enumerable.Range(0, 500).Select(i => $"host:web-{i}:80 web 10.0.0.1:{10000 + i} Passing")]);
        Assert.InRange(most, 1, 8);
        Assert.InRange(bench.Bench.Registry.MostAtOnce, 1, bench.Bench.Settings.Concurrency);
        Assert.Equal(500, bench.Bench.Registry.Writes.Count);
    }

    [Fact]
    public async Task An_engine_that_is_too_old_or_talks_nonsense_is_told_clearly_and_followed_when_it_recovers()
    {
        var docker = new FakeDocker { Fault = path => path == "/version" ? 404 : null };
        docker.Start(Container());
        await using var bench = await DockerBench.StartAsync(docker);
        await bench.Bench.UntilAsync(() => bench.Bench.Logs.Containing("it answered 404").Any(), "the refusal should be told");
        docker.Fault = _ => null;
        await bench.HoldsAsync($"{Web} Passing");

        docker.SendRaw("<html>");
        await bench.Bench.UntilAsync(() => bench.Bench.Logs.Containing("an event of it cannot be read").Any(), "the nonsense should be told");
        docker.Start(Container("after", 8081));

        await bench.HoldsAsync($"{Web} Passing", "host:after:80 web 10.0.0.1:8081 Passing");
    }

    private static int Inspections(FakeDocker docker) => docker.CountAsked("/json") - docker.CountAsked("/containers/json");

    private static FakeContainer Container(string name = "web", int port = 8080, string? stopSignal = null) =>
        new() { Id = $"id-of-{name}", Name = name, Ports = new() { ["80/tcp"] = $"0.0.0.0:{port}" }, StopSignal = stopSignal };
}
