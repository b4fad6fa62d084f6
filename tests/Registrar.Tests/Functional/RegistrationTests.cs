using Mesh.Consul;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>What one registrar does with a real feed and a real Consul.</summary>
public sealed class RegistrationTests(ConsulFixture fixture)
{
    [Fact]
    public async Task An_instance_stands_in_Consul_with_every_field_and_follows_its_health()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        string[] variables = ["SERVICE_NAME=fields", "SERVICE_TAGS=backend,x", "SERVICE_WEIGHT=4", "SERVICE_ZONE=z1"];
        await using var feed = await FakeFeed.StartAsync(Sample.Instance("a-1", 5000, variables: variables));
        await using var registrar = RegistrarProcess.Start("fields-host", feed.Url, fixture.Address);
        await fixture.Client.HoldsAsync("fields", "fields-host:a-1:5000 Passing", registrar);

        var instance = Assert.Single((await fixture.Client.Health.ServiceAsync("fields", cancellationToken: TestContext.Current.CancellationToken)).Value);
        Assert.Equal(("127.0.0.1", 5000, new ServiceWeights(4, 1)), (instance.Service.Address, instance.Service.Port, instance.Service.Weights));
        Assert.Equal(["backend", "x"], instance.Service.Tags);
        Assert.Equal(new Dictionary<string, string> { ["mesh-owner"] = "fields-host", ["zone"] = "z1" }, instance.Service.Meta);
        Assert.Equal("service:fields-host:a-1:5000", instance.Checks.Single(check => check.ServiceId.Length > 0).CheckId);
        await registrar.IsAsync("200 Healthy");

        feed.Upsert(Sample.Instance("a-1", 5000, "Running", "Unhealthy", variables));
        await fixture.Client.HoldsAsync("fields", "fields-host:a-1:5000 Critical", registrar);

        var after = Assert.Single((await fixture.Client.Health.ServiceAsync("fields", cancellationToken: TestContext.Current.CancellationToken)).Value);
        Assert.Equal(instance.Service.ModifyIndex, after.Service.ModifyIndex);
        await registrar.SaysAsync("Set fields-host:a-1:5000 of fields at 127.0.0.1:5000 to Critical: a-1 is Running but Unhealthy.");
        Assert.Equal(1, registrar.Count("Registered"));
        var metrics = await registrar.GetAsync("/metrics");
        Assert.All(
            ["mesh_registrar_registrations_total 1", "mesh_registrar_status_changes_total 1", "mesh_registrar_deregistrations_total 0", "mesh_registrar_last_sync_age_seconds ", "process_resident_memory_bytes "],
            line => Assert.Contains($"\n{line}", metrics, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_metrics_go_out_by_OTLP_where_that_is_set()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var feed = await FakeFeed.StartAsync(Sample.Instance("a-1", 5000, variables: "SERVICE_NAME=otlp"));
        await using var registrar = RegistrarProcess.Start(
            "otlp-host", feed.Url, fixture.Address, arguments: [$"--OTEL_EXPORTER_OTLP_ENDPOINT={receiver.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL=200"]);
        await registrar.SaysAsync("Registered otlp-host:a-1:5000");
        feed.Upsert(Sample.Instance("a-1", 5000, "Running", "Unhealthy", "SERVICE_NAME=otlp"));

        string[] names = ["instances", "entries", "registrations", "status_changes", "lag", "last_sync.age"];
        await Eventually.Async(
            () => names.All(name => receiver.Metrics.Contains($"mesh.registrar.{name}", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(20),
            "every metric should be exported",
            () => $"{string.Join(' ', names.Where(name => !receiver.Metrics.Contains($"mesh.registrar.{name}", StringComparison.Ordinal)))}\n{registrar.Output}");
    }

    [Fact]
    public async Task Stopping_takes_an_instance_out_at_once_and_SIGTERM_all_of_them()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var feed = await FakeFeed.StartAsync(
            Sample.Instance("a-1", 5000, variables: "SERVICE_NAME=leaving"), Sample.Instance("a-2", 5001, variables: "SERVICE_NAME=leaving"));
        await fixture.Client.RegisterForeignAsync("leaving", mark: null);
        await using var registrar = RegistrarProcess.Start("leaving-host", feed.Url, fixture.Address);
        await fixture.Client.HoldsAsync("leaving", "leaving-foreign Critical, leaving-host:a-1:5000 Passing, leaving-host:a-2:5001 Passing", registrar);

        feed.Upsert(Sample.Instance("a-1", 5000, "Stopping", null, "SERVICE_NAME=leaving"));
        await fixture.Client.HoldsAsync("leaving", "leaving-foreign Critical, leaving-host:a-2:5001 Passing", registrar);
        await registrar.SaysAsync("Deregistered leaving-host:a-1:5000 of leaving at 127.0.0.1:5000: a-1 is Stopping.");
        var exitCode = await registrar.TerminateAsync();

        Assert.Equal(0, exitCode);
        await registrar.SaysAsync("Deregistered leaving-host:a-2:5001 of leaving at 127.0.0.1:5001: the registrar stops.");
        await fixture.Client.HoldsAsync("leaving", "leaving-foreign Critical", registrar);
    }

    [Fact]
    public async Task After_kill_9_a_new_run_removes_the_ghosts_once_it_knows_what_is_left()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var feed = await FakeFeed.StartAsync(
            Sample.Instance("a-1", 5000, variables: "SERVICE_NAME=ghosts"), Sample.Instance("a-2", 5001, variables: "SERVICE_NAME=ghosts"));
        await fixture.Client.RegisterForeignAsync("ghosts", mark: "another");
        await using (var first = RegistrarProcess.Start("ghosts-host", feed.Url, fixture.Address))
        {
            await fixture.Client.HoldsAsync("ghosts", "ghosts-foreign Critical, ghosts-host:a-1:5000 Passing, ghosts-host:a-2:5001 Passing", first);
            await first.KillAsync();
        }

        feed.Remove("a-1");
        feed.IsReady = false;
        await using var second = RegistrarProcess.Start("ghosts-host", feed.Url, fixture.Address);
        await second.SaysAsync("Following the AppHost's feed");
        Assert.Equal("503 Unhealthy", await second.HealthAsync());
        Assert.Equal(
            "ghosts-foreign Critical, ghosts-host:a-1:5000 Passing, ghosts-host:a-2:5001 Passing", await fixture.Client.EntriesAsync("ghosts"));
        feed.IsReady = true;

        await fixture.Client.HoldsAsync("ghosts", "ghosts-foreign Critical, ghosts-host:a-2:5001 Passing", second);
        await second.SaysAsync("left over from an earlier run");
        Assert.Equal(0, second.Count("Registered"));
    }
}
