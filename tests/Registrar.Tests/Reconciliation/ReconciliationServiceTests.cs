using System.Collections.Immutable;
using Mesh.Consul;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

public sealed class ReconciliationServiceTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private const string Id = "host:web-1:5000";

    [Fact]
    public async Task A_change_is_applied_without_waiting_for_the_resync()
    {
        await using var bench = await StartAsync();

        bench.View.Replace([Sample.Instance()]);

        await Eventually.Async(() => StatusOf(bench) == CheckStatus.Passing, Soon, "no time passes, so only the change itself can cause it");
    }

    [Fact]
    public async Task A_change_of_health_is_a_change_of_status_and_no_registration()
    {
        await using var bench = await StartAsync();
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => StatusOf(bench) == CheckStatus.Passing, Soon, "it should be registered first");

        bench.View.Upsert(Sample.Instance(health: "Unhealthy"));
        await Eventually.Async(() => StatusOf(bench) == CheckStatus.Critical, Soon, "the status should follow");

        Assert.Equal([$"register {Id}", $"status {Id} Critical"], bench.Registry.Writes);
    }

    [Fact]
    public async Task Changed_metadata_and_health_at_once_lead_to_the_right_status_though_Consul_keeps_the_old_one()
    {
        await using var bench = await StartAsync();
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => StatusOf(bench) == CheckStatus.Passing, Soon, "it should be registered first");

        bench.View.Upsert(Sample.Instance(health: "Unhealthy", variables: ["SERVICE_TAGS=new"]));

        await Eventually.Async(() => StatusOf(bench) == CheckStatus.Critical, Soon, "the kept status should be put right at once");
        Assert.Equal(["new"], bench.Registry.Entries[Id].Service.Tags);
    }

    [Fact]
    public async Task Nothing_is_written_over_ten_resyncs_when_nothing_changed()
    {
        await using var bench = await StartAsync();
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
        await using var bench = await StartAsync();
        bench.View.Replace([Sample.Instance(), Sample.Instance("web-2", 5001)]);
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null, "the first sync should be done");

        bench.Registry.Remove(Id);
        bench.Registry.Put(Sample.Registered(Sample.Entry("host:web-2:5001", CheckStatus.Critical)));

        await bench.UntilAsync(
            () => bench.Registry.Entries.Count == 2 && bench.Registry.Entries.Values.All(entry => entry.Service.Tags.Count == 0 && Status(entry) == CheckStatus.Passing),
            "both entries should be as wanted again");
    }

    [Fact]
    public async Task A_failed_removal_is_tried_again_until_it_works()
    {
        await using var bench = await StartAsync();
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => StatusOf(bench) == CheckStatus.Passing, Soon, "it should be registered first");
        var failures = 0;
        bench.Registry.Fault = id => id is not null && failures++ < 5 ? new RegistryException("500", "Consul says: no") : null;

        bench.View.Remove("web-1");

        await bench.UntilAsync(() => bench.Registry.Entries.Count == 0, "the sixth try should work");
        await Eventually.Async(() => bench.Logs.Containing("web-1 was removed").Any(), Soon, "it should say why");
        Assert.Single(bench.Logs.Containing("Could not deregister"));
    }

    [Fact]
    public async Task One_entry_that_fails_keeps_no_other_waiting()
    {
        await using var bench = await StartAsync();
        bench.Registry.Fault = id => id == "host:bad:1" ? new RegistryException("400", "Consul says: bad") : null;

        bench.View.Replace([Sample.Instance("bad", 1), Sample.Instance("good", 2)]);

        await Eventually.Async(() => bench.Registry.Entries.ContainsKey("host:good:2"), Soon, "no time passes, so the bad one cannot have been tried again");
    }

    [Fact]
    public async Task Writes_are_bounded_and_never_two_of_one_entry_at_once()
    {
        await using var bench = await StartAsync(new RegistrarSettings { Host = "host", Id = Sample.Owner, Concurrency = 3 });
        var gate = new TaskCompletionSource();
        bench.Registry.Delay = id => id is null ? Task.CompletedTask : gate.Task;

        bench.View.Replace(Enumerable.Range(1, 10).Select(i => Sample.Instance($"web-{i}", i)));
        await Eventually.Async(() => bench.Registry.Writes.Count == 3, Soon, "three may be under way");
        bench.View.Replace(Enumerable.Range(1, 10).Select(i => Sample.Instance($"web-{i}", i, health: "Unhealthy")));
        gate.SetResult();

        await Eventually.Async(
            () => bench.Registry.Entries.Count == 10 && bench.Registry.Entries.Values.All(entry => Status(entry) == CheckStatus.Critical),
            Soon,
            "what changed while it was written should be written after it");
        Assert.Equal(3, bench.Registry.MostAtOnce);
        Assert.Empty(bench.Registry.Collisions);
    }

    [Fact]
    public async Task What_changed_while_it_was_written_is_written_next_though_another_write_hangs()
    {
        await using var bench = await StartAsync();
        var (gate, hang) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Registry.Delay = id => id is null ? Task.CompletedTask : id == Id ? gate.Task : hang.Task;
        bench.View.Replace([Sample.Instance(), Sample.Instance("web-2", 5001)]);
        await Eventually.Async(() => bench.Registry.Writes.Count == 2, Soon, "both writes should have begun");

        var looks = 0;
        bench.Registry.Fault = id => { looks += id is null ? 1 : 0; return null; };
        bench.View.Upsert(Sample.Instance(health: "Unhealthy"));
        await Eventually.Async(() => looks > 0, Soon, "the change should be looked at while the first write is under way");
        bench.View.Upsert(Sample.Instance(health: "Degraded"));
        await Eventually.Async(() => looks > 1, Soon, "the first look is over when the next has begun");
        gate.SetResult();

        await Eventually.Async(() => StatusOf(bench) == CheckStatus.Warning, Soon, "no time passes, so only the end of the first write can cause it");
        hang.SetResult();
    }

    [Fact]
    public async Task What_was_read_while_an_entry_was_written_is_not_held_against_it()
    {
        await using var bench = await StartAsync();
        var (write, read) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Registry.Delay = id => id is null ? Task.CompletedTask : write.Task;
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => bench.Registry.Writes.Count == 1, Soon, "the write should have begun");
        var looks = 0;
        bench.Registry.Delay = id => { looks += id is null ? 1 : 0; return id is null ? read.Task : write.Task; };
        bench.View.Upsert(Sample.Instance("web-2", 5001));
        await Eventually.Async(() => looks > 0, Soon, "it should have read Consul before the write happened");

        write.SetResult();
        await Eventually.Async(() => bench.Registry.Entries.ContainsKey(Id) && bench.Get<EntryWriter>().Writing.Count == 0, Soon, "the write should be done");
        read.SetResult();

        await Eventually.Async(() => bench.Registry.Entries.Count == 2, Soon, "the other entry should be written too");
        Assert.Single(bench.Registry.Writes, $"register {Id}");
        Assert.Empty(bench.Logs.Containing("does not keep it"));
    }

    [Fact]
    public async Task Consul_that_accepts_but_does_not_keep_is_not_flooded()
    {
        await using var bench = await StartAsync();
        bench.Registry.Forgets = true;

        bench.View.Replace([Sample.Instance()]);
        var end = bench.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
        await bench.UntilAsync(() => bench.Time.GetUtcNow() >= end, "a minute of fake time should pass");

        Assert.InRange(bench.Registry.Writes.Count, 3, 40);
        Assert.Single(bench.Logs.Containing("does not keep it"));
    }

    [Fact]
    public async Task An_unreachable_Consul_is_logged_once_and_met_with_all_that_changed_meanwhile()
    {
        await using var bench = await StartAsync();
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
        await using var bench = await StartAsync();
        bench.View.Replace([Sample.Instance(variables: ["SERVICE_WEIGHT=much"])]);
        var end = bench.Time.GetUtcNow() + TimeSpan.FromSeconds(10);

        await bench.UntilAsync(() => bench.Time.GetUtcNow() >= end && bench.Registry.Entries.Count == 1, "ten seconds of fake time should pass");

        Assert.StartsWith("Warning: Instance web-1: SERVICE_WEIGHT", Assert.Single(bench.Logs.Containing("SERVICE_WEIGHT")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shared_health_passes_only_once_the_address_answers_and_again_after_a_restart_on_the_same_port()
    {
        await using var bench = await StartAsync();
        var replica = Sample.Instance(health: "Healthy") with { SharedHealth = true };
        bench.View.Replace([replica]);
        await Eventually.Async(() => StatusOf(bench) == CheckStatus.Critical, Soon, "it should not be believed before it answers");

        bench.Probe.Listen(5000);
        await bench.UntilAsync(() => StatusOf(bench) == CheckStatus.Passing, "it answers now");
        bench.View.Upsert(replica with { Health = "Unhealthy" });
        bench.Probe.Listen(5000, false);
        bench.View.Upsert(replica with { State = "Starting" });
        bench.View.Upsert(replica);

        await bench.UntilAsync(() => StatusOf(bench) == CheckStatus.Critical, "the next run has not answered yet");
    }

    [Fact]
    public async Task Stopping_removes_all_that_is_owned_and_nothing_else()
    {
        await using var bench = await StartAsync();
        bench.Registry.Put(Sample.Registered(Sample.Entry("host:foreign:1") with { Meta = ImmutableSortedDictionary<string, string>.Empty }));
        bench.View.Replace([Sample.Instance(), Sample.Instance("web-2", 5001)]);
        await Eventually.Async(() => bench.Registry.Entries.Count == 3, Soon, "both should be registered first");

        await bench.Service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["host:foreign:1"], bench.Registry.Entries.Keys);
    }

    [Fact]
    public async Task Stopping_without_Consul_ends_in_bounded_time_and_says_what_is_left()
    {
        await using var bench = await StartAsync();
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
        await using var bench = await StartAsync(new RegistrarSettings { Host = "host", Id = Sample.Owner, DeregisterOnStop = false });
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => bench.Registry.Entries.Count == 1, Soon, "it should be registered first");

        await bench.Service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Single(bench.Registry.Entries);
    }

    private static async Task<ReconciliationBench> StartAsync(RegistrarSettings? settings = null)
    {
        var bench = new ReconciliationBench(settings);
        await bench.StartAsync();
        return bench;
    }

    private static CheckStatus? StatusOf(ReconciliationBench bench) => bench.Registry.Entries.TryGetValue(Id, out var entry) ? Status(entry) : null;

    private static CheckStatus Status(RegisteredEntry entry) => entry.Checks.Values.Single().Status;
}
