using System.Collections.Concurrent;
using System.Collections.Immutable;
using Mesh.Consul;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

public sealed class ReconciliationServiceTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private const string Id = "host:web-1:5000";

    [Fact]
    public async Task A_change_is_applied_without_waiting_for_the_resync()
    {
        await using var bench = await ReconciliationBench.StartAsync();

        bench.View.Replace([Sample.Instance()]);

        await Eventually.Async(() => bench.StatusOf(Id) == CheckStatus.Passing, Soon, "no time passes, so only the change itself can cause it");
    }

    [Fact]
    public async Task A_change_of_health_is_a_change_of_status_and_no_registration()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => bench.StatusOf(Id) == CheckStatus.Passing, Soon, "it should be registered first");

        bench.View.Upsert(Sample.Instance(health: "Unhealthy"));
        await Eventually.Async(() => bench.StatusOf(Id) == CheckStatus.Critical, Soon, "the status should follow");

        Assert.Equal([$"register {Id}", $"status {Id} Critical"], bench.Registry.Writes);
    }

    [Fact]
    public async Task Changed_metadata_and_health_at_once_lead_to_the_right_status_though_Consul_keeps_the_old_one()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => bench.StatusOf(Id) == CheckStatus.Passing, Soon, "it should be registered first");

        bench.View.Upsert(Sample.Instance(health: "Unhealthy", variables: ["SERVICE_TAGS=new"]));

        await Eventually.Async(() => bench.StatusOf(Id) == CheckStatus.Critical, Soon, "the kept status should be put right at once");
        Assert.Equal(["new"], bench.Registry.Entries[Id].Service.Tags);
    }

    [Fact]
    public async Task Nothing_is_written_over_ten_resyncs_when_nothing_changed()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.View.Replace([Sample.Instance(), Sample.Instance("web-2", 5001, "Starting", null)]);
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null, "the first sync should be done");
        var writes = bench.Registry.Writes.Count;
        var reads = 0;
        bench.Registry.Fault = id => { reads += id is null ? 1 : 0; return null; };

        await bench.UntilAsync(() => reads >= 10, "ten resyncs should take ten seconds of fake time");

        Assert.Equal(writes, bench.Registry.Writes.Count);
    }

    [Fact]
    public async Task What_somebody_else_removed_or_changed_is_put_right_at_the_next_resync()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.View.Replace([Sample.Instance(), Sample.Instance("web-2", 5001)]);
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null, "the first sync should be done");

        bench.Registry.Remove(Id);
        bench.Registry.Put(Sample.Registered(Sample.Entry("host:web-2:5001", CheckStatus.Critical)));

        await bench.UntilAsync(
            () => bench.Registry.Entries.Count == 2
                && bench.Registry.Entries.Values.All(entry => entry.Service.Tags.Count == 0 && entry.Status() == CheckStatus.Passing),
            "both entries should be as wanted again");
    }

    [Fact]
    public async Task An_unreachable_Consul_is_logged_once_and_met_with_all_that_changed_meanwhile()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.View.Replace([]);
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null, "the first sync should be done");
        var failures = 0;
        bench.Registry.Fault = _ => { failures++; return new RegistryException("unreachable", "Nothing listens."); };

        bench.View.Upsert(Sample.Instance("web-1", 5000));
        await bench.UntilAsync(() => failures > 10, "it should keep trying");
        bench.View.Upsert(Sample.Instance("web-2", 5001));
        Assert.Contains("Nothing listens.", bench.Condition.Troubles);
        bench.Registry.Fault = _ => null;

        await bench.UntilAsync(
            () => bench.Registry.Entries.Count == 2 && bench.Logs.Containing("Consul answers again").Any(), "both should be registered when Consul is back");
        Assert.Single(bench.Logs.Containing("Nothing listens."));
        await Eventually.Async(() => bench.Condition.Troubles.Count == 0, Soon, "nothing should be wrong any more");
    }

    [Fact]
    public async Task A_Consul_that_denies_is_asked_again_after_a_few_seconds_and_no_sooner()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        var asked = new ConcurrentQueue<DateTimeOffset>();
        bench.Registry.Fault = _ =>
        {
            asked.Enqueue(bench.Time.GetUtcNow());
            return new RegistryException("denied", "The token is unknown.") { IsDenied = true };
        };

        await bench.UntilAsync(() => asked.Count > 10, "it should keep trying");

        // However late the question itself is while time moves on.
        var pauses = asked.Zip(asked.Skip(1), (one, next) => next - one).Skip(5);
        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromSeconds(2.5), TimeSpan.FromMinutes(1)));
        Assert.Single(bench.Logs.Containing("The token is unknown."));
    }

    [Fact]
    public async Task Ghosts_are_removed_once_the_source_has_delivered_a_snapshot_and_not_before()
    {
        await using var bench = new ReconciliationBench();
        bench.Registry.Put(Sample.Registered(Sample.Entry("host:ghost:1")));
        bench.Registry.Put(Sample.Registered(Sample.Entry("host:foreign:1") with { Meta = ImmutableSortedDictionary<string, string>.Empty }));
        await bench.StartAsync();
        bench.View.Upsert(Sample.Instance());
        var end = bench.Time.GetUtcNow() + TimeSpan.FromSeconds(10);
        await bench.UntilAsync(() => bench.Time.GetUtcNow() >= end && bench.Registry.Entries.ContainsKey(Id), "it should register meanwhile");
        Assert.True(bench.Registry.Entries.ContainsKey("host:ghost:1"));
        Assert.Null(bench.Condition.SinceSync);

        bench.View.Replace([Sample.Instance()]);

        await bench.UntilAsync(() => !bench.Registry.Entries.ContainsKey("host:ghost:1"), "the ghost should go now");
        Assert.Equal(["host:foreign:1", Id], bench.Registry.Entries.Keys.Order());
    }

    [Fact]
    public async Task A_problem_of_an_instance_is_logged_once()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.View.Replace([Sample.Instance(variables: ["SERVICE_WEIGHT=much"])]);
        var end = bench.Time.GetUtcNow() + TimeSpan.FromSeconds(10);

        await bench.UntilAsync(() => bench.Time.GetUtcNow() >= end && bench.Registry.Entries.Count == 1, "ten seconds of fake time should pass");

        Assert.StartsWith("Warning: Instance web-1: SERVICE_WEIGHT", Assert.Single(bench.Logs.Containing("SERVICE_WEIGHT")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shared_health_passes_only_once_the_address_answers_and_again_after_a_restart_on_the_same_port()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        var replica = Sample.Instance(health: "Healthy") with { SharedHealth = true };
        bench.View.Replace([replica]);
        await Eventually.Async(() => bench.StatusOf(Id) == CheckStatus.Critical, Soon, "it should not be believed before it answers");

        bench.Probe.Listen(5000);
        await bench.UntilAsync(() => bench.StatusOf(Id) == CheckStatus.Passing, "it answers now");
        bench.View.Upsert(replica with { Health = "Unhealthy" });
        bench.Probe.Listen(5000, false);
        bench.View.Upsert(replica with { State = "Starting" });
        bench.View.Upsert(replica);

        await bench.UntilAsync(() => bench.StatusOf(Id) == CheckStatus.Critical, "the next run has not answered yet");
    }

    [Fact]
    public async Task Stopping_removes_all_that_is_owned_and_nothing_else()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.Registry.Put(Sample.Registered(Sample.Entry("host:foreign:1") with { Meta = ImmutableSortedDictionary<string, string>.Empty }));
        bench.View.Replace([Sample.Instance(), Sample.Instance("web-2", 5001)]);
        await Eventually.Async(() => bench.Registry.Entries.Count == 3, Soon, "both should be registered first");

        await bench.Service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["host:foreign:1"], bench.Registry.Entries.Keys);
    }

    [Fact]
    public async Task Stopping_without_Consul_ends_in_bounded_time_and_says_what_is_left()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => bench.Registry.Entries.Count == 1, Soon, "it should be registered first");
        bench.Registry.Fault = _ => new RegistryException("unreachable", "Nothing listens.");

        var stopping = bench.Service.StopAsync(TestContext.Current.CancellationToken);

        await bench.UntilAsync(() => stopping.IsCompleted, "two seconds of fake time should be enough");
        Assert.Single(bench.Logs.Containing("left in Consul"));
    }

    [Fact]
    public async Task Stopping_leaves_the_entries_when_told_to()
    {
        await using var bench = await ReconciliationBench.StartAsync(new RegistrarSettings { Host = "host", Id = Sample.Owner, DeregisterOnStop = false });
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => bench.Registry.Entries.Count == 1, Soon, "it should be registered first");

        await bench.Service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Single(bench.Registry.Entries);
    }
}
