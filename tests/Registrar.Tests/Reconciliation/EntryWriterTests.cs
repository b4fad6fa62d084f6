using Mesh.Consul;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

public sealed class EntryWriterTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private const string Id = "host:web-1:5000";

    [Fact]
    public async Task A_failed_removal_is_tried_again_until_it_works()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.View.Replace([Sample.Instance()]);
        await Eventually.Async(() => bench.StatusOf(Id) == CheckStatus.Passing, Soon, "it should be registered first");
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
        await using var bench = await ReconciliationBench.StartAsync();
        bench.Registry.Fault = id => id == "host:bad:1" ? new RegistryException("400", "Consul says: bad") : null;

        bench.View.Replace([Sample.Instance("bad", 1), Sample.Instance("good", 2)]);

        await Eventually.Async(() => bench.Registry.Entries.ContainsKey("host:good:2"), Soon, "no time passes, so the bad one cannot have been tried again");
        await Eventually.Async(
            () => bench.Condition.Troubles is ["Consul does not take 1 of the changes. Consul says: bad"],
            Soon,
            "health should tell",
            () => string.Join('\n', bench.Condition.Troubles));
        bench.View.Remove("bad");
        await Eventually.Async(() => bench.Condition.Troubles.Count == 0, Soon, "what is not wanted any more is no trouble", () => bench.Condition.Troubles[0]);
    }

    [Fact]
    public async Task A_trouble_that_all_entries_have_is_told_once()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.Registry.Fault = id => id is not null ? new RegistryException("PermissionDenied", $"Consul denied {id}") : null;
        var tries = 0;
        bench.Registry.Delay = id => { tries += id is null ? 0 : 1; return Task.CompletedTask; };

        bench.View.Replace(Enumerable.Range(1, 50).Select(i => Sample.Instance($"web-{i}", i)));
        await bench.UntilAsync(() => tries > 500, "they should all be tried again and again");

        Assert.Single(bench.Logs.Containing("Could not"));
        Assert.Contains("Consul does not take 50 of the changes", Assert.Single(bench.Condition.Troubles), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_are_bounded_and_never_two_of_one_entry_at_once()
    {
        await using var bench = await ReconciliationBench.StartAsync(new RegistrarSettings { Host = "host", Id = Sample.Owner, Concurrency = 3 });
        var gate = new TaskCompletionSource();
        bench.Registry.Delay = id => id is null ? Task.CompletedTask : gate.Task;

        bench.View.Replace(Enumerable.Range(1, 10).Select(i => Sample.Instance($"web-{i}", i)));
        await Eventually.Async(() => bench.Registry.Writes.Count == 3, Soon, "three may be under way");
        bench.View.Replace(Enumerable.Range(1, 10).Select(i => Sample.Instance($"web-{i}", i, health: "Unhealthy")));
        gate.SetResult();

        await Eventually.Async(
            () => bench.Registry.Entries.Count == 10 && bench.Registry.Entries.Values.All(entry => entry.Status() == CheckStatus.Critical),
            Soon,
            "what changed while it was written should be written after it");
        Assert.Equal(3, bench.Registry.MostAtOnce);
        Assert.Empty(bench.Registry.Collisions);
    }

    [Fact]
    public async Task What_changed_while_it_was_written_is_written_next_though_another_write_hangs()
    {
        await using var bench = await ReconciliationBench.StartAsync();
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

        await Eventually.Async(() => bench.StatusOf(Id) == CheckStatus.Warning, Soon, "no time passes, so only the end of the first write can cause it");
        hang.SetResult();
    }

    [Fact]
    public async Task A_write_that_failed_is_tried_again_while_another_hangs()
    {
        await using var bench = await ReconciliationBench.StartAsync(new() { Host = "host", Id = Sample.Owner, Resync = TimeSpan.FromHours(1) });
        var hang = new TaskCompletionSource();
        bench.Registry.Delay = id => id == "host:hung:1" ? hang.Task : Task.CompletedTask;
        var failures = 0;
        bench.Registry.Fault = id => id == Id && failures++ < 3 ? new RegistryException("500", "Consul says: no") : null;

        var begun = bench.Time.GetUtcNow();
        bench.View.Replace([Sample.Instance("hung", 1), Sample.Instance()]);
        await bench.UntilAsync(() => bench.StatusOf(Id) == CheckStatus.Passing, "the fourth try should work", step: TimeSpan.FromMilliseconds(20));

        Assert.InRange(bench.Time.GetUtcNow() - begun, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Single(bench.Registry.Writes, "register host:hung:1");
        hang.SetResult();
    }

    [Fact]
    public async Task What_was_read_while_an_entry_was_written_is_not_held_against_it()
    {
        await using var bench = await ReconciliationBench.StartAsync();
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
    public async Task A_slow_Consul_gets_each_entry_once_and_in_the_end_all_of_them()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.Registry.Delay = _ => Task.Delay(TimeSpan.FromSeconds(3), bench.Time);

        bench.View.Replace(Enumerable.Range(1, 30).Select(i => Sample.Instance($"web-{i}", i)));
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null, "all should be written", step: TimeSpan.FromMilliseconds(500));

        Assert.Equal(30, bench.Registry.Entries.Count);
        Assert.Equal(30, bench.Registry.Writes.Distinct().Count());
        Assert.Equal(30, bench.Registry.Writes.Count);
    }

    [Fact]
    public async Task Consul_that_accepts_but_does_not_keep_is_not_flooded()
    {
        await using var bench = await ReconciliationBench.StartAsync();
        bench.Registry.Forgets = true;

        bench.View.Replace([Sample.Instance()]);
        var end = bench.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
        await bench.UntilAsync(() => bench.Time.GetUtcNow() >= end, "a minute of fake time should pass");

        Assert.InRange(bench.Registry.Writes.Count, 3, 40);
        Assert.Single(bench.Logs.Containing("does not keep it"));
    }
}
