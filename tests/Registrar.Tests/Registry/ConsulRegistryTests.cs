using Mesh.Consul;
using Mesh.Registrar.Registry;
using Mesh.Registrar.Tests.Reconciliation;

namespace Mesh.Registrar.Tests.Registry;

public sealed class ConsulRegistryTests
{
    [Fact]
    public async Task Ten_resyncs_without_a_change_leave_every_index_of_Consul_as_it_was()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync();
        using var consul = ConsulClient.Create(new() { Address = server.Address.ToString() });
        var registry = new CountingRegistry(new ConsulRegistry(consul));
        await using var bench = new ReconciliationBench(registry: registry);
        bench.View.Replace(
        [
            Sample.Instance("plain", 1, variables: ["SERVICE_TAGS=b,a", "SERVICE_WEIGHT=5", "SERVICE_NOTE=ä 😀 \"quoted\""]),
            Sample.Instance("starting", 2, "Starting", null),
            Sample.Instance("degraded", 3, "Running", "Degraded"),
            Sample.Instance("odd id/with ?#% characters", 4),
            Sample.Instance(
                "checked",
                5,
                variables: ["SERVICE_CHECK_HTTP=/health", "SERVICE_CHECK_INTERVAL=1h", "SERVICE_CHECK_TIMEOUT=1500ms", "SERVICE_CHECK_DEREGISTER_AFTER=90m"]),
        ]);
        await bench.StartAsync();
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null, "the first sync should be done");
        await Eventually.Async(
            async () => (await consul.Health.ServiceAsync("web")).Value.Count == 5, TimeSpan.FromSeconds(10), "the agent should have told the catalogue");
        var (writes, reads, indexes) = (registry.Writes, registry.Reads, await IndexesAsync(consul));

        await bench.UntilAsync(() => registry.Reads >= reads + 10, "ten resyncs should come with time");

        Assert.Equal(5, writes);
        Assert.Equal(writes, registry.Writes);
        Assert.Equal(indexes, await IndexesAsync(consul));
    }

    [Fact]
    public async Task Another_kind_of_check_replaces_the_old_one_and_other_metadata_leaves_what_the_agent_found()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync();
        using var consul = ConsulClient.Create(new() { Address = server.Address.ToString() });
        await using var bench = new ReconciliationBench(registry: new ConsulRegistry(consul));
        await bench.StartAsync();
        bench.View.Replace([Sample.Instance(variables: ["SERVICE_CHECK_TCP=1", "SERVICE_CHECK_INTERVAL=1h", "SERVICE_CHECK_INITIAL_STATUS=passing"])]);
        await ChecksAreAsync(consul, "service:host:web-1:5000:tcp Passing", bench);

        bench.View.Upsert(Sample.Instance(
            variables: ["SERVICE_CHECK_TCP=1", "SERVICE_CHECK_INTERVAL=1h", "SERVICE_CHECK_INITIAL_STATUS=critical", "SERVICE_TAGS=new"]));
        await Eventually.Async(
            async () => (await consul.Agent.ServiceAsync("host:web-1:5000"))?.Tags is ["new"], TimeSpan.FromSeconds(10), "the tags should change");
        await ChecksAreAsync(consul, "service:host:web-1:5000:tcp Passing", bench);

        bench.View.Upsert(Sample.Instance(health: "Unhealthy"));
        await ChecksAreAsync(consul, "service:host:web-1:5000 Critical", bench);
    }

    [Fact]
    public async Task Every_kind_of_check_and_override_is_taken_by_Consul_as_it_is_and_needs_no_second_write()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync("-enable-local-script-checks", "-enable-script-checks");
        using var consul = ConsulClient.Create(new() { Address = server.Address.ToString() });
        var registry = new CountingRegistry(new ConsulRegistry(consul));
        await using var bench = new ReconciliationBench(new() { Host = "host", Id = Sample.Owner, ScriptChecks = true, Tags = "forced" }, registry: registry);
        bench.View.Replace(
        [
            Sample.Instance(
                variables:
                [
                    "SERVICE_CHECK_HTTP=/health", "SERVICE_CHECK_HTTPS=/health", "SERVICE_CHECK_TCP=1", "SERVICE_CHECK_GRPC=1", "SERVICE_CHECK_GRPC_USE_TLS=1",
                    "SERVICE_CHECK_SCRIPT=echo $SERVICE_IP:$SERVICE_PORT", "SERVICE_CHECK_CMD=true", "SERVICE_CHECK_TTL=90s", "SERVICE_CHECK_2_HTTP=/ready",
                    "SERVICE_CHECK_TLS_SKIP_VERIFY=1", "SERVICE_CHECK_INTERVAL=1h", "SERVICE_ENABLE_TAG_OVERRIDE=true", "SERVICE_WEIGHT=5", "SERVICE_WEIGHT_WARNING=3",
                ]),
        ]);
        await bench.StartAsync();
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null, "the first sync should be done");

        var service = await consul.Agent.ServiceAsync("host:web-1:5000", TestContext.Current.CancellationToken);
        var checks = await consul.Agent.ServiceChecksAsync("host:web-1:5000", TestContext.Current.CancellationToken);

        Assert.Equal((true, new ServiceWeights(5, 3), "forced"), (service!.EnableTagOverride, service.Weights, Assert.Single(service.Tags)));
        Assert.Equal(
            ["cmd", "grpc", "http", "http:2", "https", "script", "tcp", "ttl"],
            checks.Keys.Select(id => id["service:host:web-1:5000:".Length..]).Order(StringComparer.Ordinal));
        Assert.Single(bench.Logs.Containing("Registered"));
    }

    [Fact]
    public async Task A_script_that_Consul_s_agent_may_not_run_is_told_with_the_agent_s_own_setting()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync();
        using var consul = ConsulClient.Create(new() { Address = server.Address.ToString() });
        await using var bench = new ReconciliationBench(new() { Host = "host", Id = Sample.Owner, ScriptChecks = true }, registry: new ConsulRegistry(consul));
        bench.View.Replace([Sample.Instance(variables: "SERVICE_CHECK_CMD=true"), Sample.Instance("web-2", 5001)]);

        await bench.StartAsync();

        await bench.UntilAsync(() => bench.Logs.Containing("enable_script_checks").Any(), "the log should name the setting");
        await Eventually.Async(
            async () => (await consul.Agent.ServicesAsync()).ContainsKey("host:web-2:5001"), TimeSpan.FromSeconds(10), "the other should be registered");
        await bench.UntilAsync(
            () => bench.Condition.Troubles is [var trouble] && trouble.Contains("enable_script_checks", StringComparison.Ordinal), "health should name the setting, too");
    }

    [Fact]
    public async Task A_token_without_rights_is_told_once_with_the_rule_that_it_needs()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync("-hcl", "acl { enabled = true default_policy = \"deny\" }");
        using var stranger = ConsulClient.Create(new() { Address = server.Address.ToString() });
        await using var bench = new ReconciliationBench(registry: new ConsulRegistry(stranger));
        bench.View.Replace(Enumerable.Range(1, 20).Select(i => Sample.Instance($"web-{i}", i)));

        await bench.StartAsync();
        await bench.UntilAsync(() => bench.Condition.Troubles is [var trouble] && trouble.Contains("20 of the changes", StringComparison.Ordinal), "health should tell");

        Assert.Contains("it needs service:write on \"web\"", Assert.Single(bench.Logs.Containing("Could not")), StringComparison.Ordinal);
    }

    private static Task ChecksAreAsync(IConsulClient consul, string expected, ReconciliationBench bench)
    {
        var last = "";
        return Eventually.Async(
            async () => (last = string.Join(", ", (await consul.Agent.ChecksAsync()).Values.Select(check => $"{check.CheckId} {check.Status}"))) == expected,
            TimeSpan.FromSeconds(10),
            $"the checks should be '{expected}'",
            () => $"{last}\n{string.Join('\n', bench.Logs.Lines)}");
    }

    private static async Task<(ulong, ulong, ulong)> IndexesAsync(IConsulClient consul) =>
    (
        (await consul.Health.StateAsync(null)).Index,
        (await consul.Catalog.ServicesAsync()).Index,
        (await consul.Health.ServiceAsync("web")).Index);
}
