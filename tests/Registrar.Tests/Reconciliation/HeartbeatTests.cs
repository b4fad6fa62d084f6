using Mesh.Consul;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

/// <summary>A -ttl that really heartbeats: registrator sends none to Consul.</summary>
public sealed class HeartbeatTests
{
    private const string Id = "host:web-1:5000";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    // Time that moves too fast for what happens in it would make everything late.
    private static readonly TimeSpan Slowly = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_ttl_really_heartbeats_every_ttl_refresh_and_at_no_other_time()
    {
        await using var bench = await StartAsync(new() { Host = "host", Id = Sample.Owner, Ttl = TimeSpan.FromSeconds(30), TtlRefresh = TimeSpan.FromSeconds(10) });
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => Beats(bench) == 1, Soon, "when the last heartbeat was is not known after a registration, so one is due");
        var begun = bench.Time.GetUtcNow();

        await bench.UntilAsync(() => Beats(bench) == 4, "three more should come", step: Slowly);

        Assert.InRange(bench.Time.GetUtcNow() - begun, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(44));
        Assert.Equal($"status {Id} Passing", bench.Registry.Writes[^1]);
    }

    [Fact]
    public async Task Without_ttl_nothing_is_told_again()
    {
        await using var bench = await StartAsync(new() { Host = "host", Id = Sample.Owner });
        bench.View.Replace([Sample.Instance()]);
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null, "the first sync should be done");

        bench.Time.Advance(TimeSpan.FromHours(1));
        var reads = 0;
        bench.Registry.Fault = id => { reads += id is null ? 1 : 0; return null; };
        await bench.UntilAsync(() => reads > 3, "an hour should pass");

        Assert.Equal(0, Beats(bench));
    }

    [Fact]
    public async Task A_heartbeat_carries_the_status_that_the_source_tells()
    {
        await using var bench = await StartAsync(new() { Host = "host", Id = Sample.Owner });
        bench.View.Replace([Sample.Instance(health: "Unhealthy", variables: "SERVICE_CHECK_TTL=30s")]);
        await Eventually.Async(() => Beats(bench) == 1, Soon, "the first is due at once");
        bench.View.Upsert(Sample.Instance(variables: "SERVICE_CHECK_TTL=30s"));
        await Eventually.Async(() => bench.StatusOf(Id) == CheckStatus.Passing, Soon, "the status should follow");

        await bench.UntilAsync(() => Beats(bench) >= 4, "more should come");

        Assert.Equal(CheckStatus.Passing, bench.StatusOf(Id));
    }

    [Fact]
    public async Task A_heartbeat_that_failed_is_repeated_long_before_the_next_one_and_one_line_tells()
    {
        await using var bench = await StartAsync(new() { Host = "host", Id = Sample.Owner, Ttl = TimeSpan.FromHours(3), TtlRefresh = TimeSpan.FromHours(1) });
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => Beats(bench) == 1, Soon, "the first is due at once");
        var failures = 0;
        bench.Registry.Fault = id => id is not null && failures++ < 3 ? new RegistryException("500", "Consul says: no") : null;

        bench.Time.Advance(TimeSpan.FromHours(1));
        await bench.UntilAsync(() => Beats(bench) == 5, "the fourth try should work");

        Assert.Single(bench.Logs.Containing("Could not heartbeat"));
        await Eventually.Async(() => bench.Condition.Troubles.Count == 0, Soon, "all should be well again");
    }

    [Fact]
    public async Task A_write_that_hangs_delays_no_heartbeat_of_another_entry()
    {
        await using var bench = await StartAsync(new()
        {
            Host = "host",
            Id = Sample.Owner,
            Ttl = TimeSpan.FromSeconds(30),
            TtlRefresh = TimeSpan.FromSeconds(10),
            Resync = TimeSpan.FromHours(1),
        });
        var hang = new TaskCompletionSource();
        bench.Registry.Delay = id => id == "host:hung:1" ? hang.Task : Task.CompletedTask;
        bench.View.Replace([Sample.Instance("hung", 1), Sample.Instance()]);
        await bench.UntilAsync(() => Beats(bench) == 1, "the first should come");
        var begun = bench.Time.GetUtcNow();

        await bench.UntilAsync(() => Beats(bench) == 3, "two more should come", step: Slowly);

        // Two intervals, but for what time went on until the first was noticed.
        Assert.InRange(bench.Time.GetUtcNow() - begun, TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(29));
        hang.SetResult();
    }

    [Fact]
    public async Task Consul_turns_an_entry_critical_without_heartbeats_and_not_with_them_and_they_move_no_index()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync();
        using var consul = ConsulClient.Create(new() { Address = server.Address.ToString() });
        var settings = new RegistrarSettings { Host = "host", Id = Sample.Owner, Ttl = TimeSpan.FromSeconds(4), TtlRefresh = TimeSpan.FromSeconds(0.5), Resync = TimeSpan.FromHours(1) };
        await using var bench = new ReconciliationBench(settings, registry: new Mesh.Registrar.Registry.ConsulRegistry(consul), time: TimeProvider.System);
        bench.View.Replace([Sample.Instance()]);
        await bench.StartAsync();
        await IsAsync(CheckStatus.Passing, "it should be registered");
        var cancellation = TestContext.Current.CancellationToken;
        var moved = true;
        var kept = await consul.Health.ServiceAsync("web", cancellationToken: cancellation);
        // A Consul that has just started moves the index itself when it enters its own node and checks; heartbeats would move it in every one of these turns.
        for (var turn = 0; moved && turn < 5; turn++)
        {
            var before = kept.Index;
            kept = await consul.Health.ServiceAsync("web", options: new() { Index = before, Wait = TimeSpan.FromSeconds(5) }, cancellationToken: cancellation);
            moved = kept.Index != before;
        }

        Assert.False(moved, "heartbeats should not move the index");
        Assert.Equal(CheckStatus.Passing, kept.Value[0].Checks.Single(check => check.ServiceId == Id).Status);
        await bench.Service.StopAsync(new CancellationToken(canceled: true));
        await IsAsync(CheckStatus.Critical, "nobody tells any more");

        Task IsAsync(CheckStatus status, string because) => Eventually.Async(
            async () => (await consul.Health.ServiceAsync("web")).Value.Any(instance => instance.Checks.Any(check => check.ServiceId == Id && check.Status == status)),
            Soon,
            because);
    }

    private static int Beats(ReconciliationBench bench) => bench.Registry.Writes.Count(write => write.StartsWith("status", StringComparison.Ordinal));

    private static Task<ReconciliationBench> StartAsync(RegistrarSettings settings) => ReconciliationBench.StartAsync(settings);
}
