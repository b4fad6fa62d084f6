using Mesh.Consul;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

public sealed class DesiredStateBuilderTests
{
    [Fact]
    public async Task An_instance_becomes_an_entry_with_all_that_its_metadata_says()
    {
        string[] variables = ["SERVICE_NAME=shop", "SERVICE_TAGS=a,b", "SERVICE_WEIGHT=3", "SERVICE_ZONE=z1"];
        var state = await BuildAsync(Sample.Instance("web-1-abc", 41233, variables: variables));

        var entry = Assert.Single(state.Entries).Value;
        Assert.Equal("host:web-1-abc:41233", entry.Id);
        Assert.Equal(("shop", "127.0.0.1", 41233, 3), (entry.Name, entry.Address, entry.Port, entry.Weight));
        Assert.Equal(["a", "b"], entry.Tags);
        Assert.Equal([new("mesh-owner", Sample.Owner), new("zone", "z1")], entry.Meta);
        Assert.Equal(CheckStatus.Passing, entry.Status);
        Assert.True(entry.SourceCheck is not null);
        Assert.Empty(state.Problems);
    }

    [Fact]
    public async Task Without_SERVICE_NAME_the_resource_gives_the_name() =>
        Assert.Equal("web", Assert.Single((await BuildAsync(Sample.Instance())).Entries).Value.Name);

    [Fact]
    public async Task Each_distinct_port_is_an_entry_and_https_says_so_in_its_Meta()
    {
        var state = await BuildAsync(Sample.Instance() with
        {
            Addresses = ["http://localhost:5000", "https://localhost:5001", "http://127.0.0.1:5000"],
        });

        Assert.Equal(["host:web-1:5000", "host:web-1:5001"], state.Entries.Keys.Order());
        Assert.False(state.Entries["host:web-1:5000"].Meta.ContainsKey("scheme"));
        Assert.Equal("https", state.Entries["host:web-1:5001"].Meta["scheme"]);
    }

    [Fact]
    public async Task A_port_that_is_ignored_leaves_the_others()
    {
        var state = await BuildAsync(Sample.Instance(variables: ["SERVICE_5001_IGNORE=1"]) with
        {
            Addresses = ["http://localhost:5000", "http://localhost:5001"],
        });

        Assert.Equal(["host:web-1:5000"], state.Entries.Keys);
    }

    [Fact]
    public async Task The_agent_s_own_check_is_made_against_the_instance_s_address()
    {
        var state = await BuildAsync(
            Sample.Instance("http", 5000, "Starting", null, "SERVICE_CHECK_HTTP=/health", "SERVICE_CHECK_INTERVAL=2s"),
            Sample.Instance("tcp", 5001, "Running", "Healthy", "SERVICE_CHECK_TCP=1") with { Addresses = ["http://[fe80::1]:5001"] },
            Sample.Instance("initial", 5002, "Running", "Healthy", "SERVICE_CHECK_TCP=1", "SERVICE_CHECK_INITIAL_STATUS=warning"));

        var http = state.Entries["host:http:5000"];
        Assert.Equal(("http://127.0.0.1:5000/health", TimeSpan.FromSeconds(2), CheckStatus.Critical), (http.Checks[0].Http, http.Checks[0].Interval, http.Status));
        var tcp = state.Entries["host:tcp:5001"];
        Assert.Equal(("[fe80::1]:5001", CheckStatus.Passing), (tcp.Checks[0].Tcp, tcp.Status));
        Assert.Equal(CheckStatus.Warning, state.Entries["host:initial:5002"].Checks[0].InitialStatus);
    }

    [Fact]
    public async Task Bad_metadata_and_addresses_are_problems_of_their_instance_and_stop_no_other()
    {
        var state = await BuildAsync(
            Sample.Instance("bad-address", 1) with { Addresses = ["nonsense"] },
            Sample.Instance("bad-weight", 2, variables: ["SERVICE_WEIGHT=much"]),
            Sample.Instance("good", 3));

        Assert.Equal(["host:bad-weight:2", "host:good:3"], state.Entries.Keys.Order());
        Assert.Equal(["bad-address", "bad-weight"], state.Problems.Select(problem => problem.Instance));
    }

    [Fact]
    public async Task No_address_or_variable_however_odd_stops_the_others()
    {
        const string Alphabet = "htp:/[]0123456789.-_,\\%+*@?#=aé😀 \t\0\uD800";
        var random = new Random(1);
        await using var bench = new ReconciliationBench();
        for (var i = 0; i < 3000; i++)
        {
            var odd = Sample.Instance("odd") with
            {
                Addresses = [Odd(), $"http://{Odd()}", $"http://{Odd()}:80"],
                Environment = new Dictionary<string, string> { [$"SERVICE_{Odd()}"] = Odd(), ["SERVICE_TAGS"] = Odd(), ["SERVICE_CHECK_INTERVAL"] = Odd() },
            };
            bench.View.Replace([odd, Sample.Instance("good", 3)]);

            Assert.Contains("host:good:3", bench.Get<DesiredStateBuilder>().Build().Entries.Keys);
        }

        string Odd() => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
    }

    [Fact]
    public async Task Of_two_instances_that_want_one_id_the_first_has_it_and_the_other_is_a_problem()
    {
        var state = await BuildAsync(Sample.Instance("b", 2, variables: ["SERVICE_ID=same"]), Sample.Instance("a", 1, variables: ["SERVICE_ID=same"]));

        Assert.Equal("a", Assert.Single(state.Entries).Value.Instance);
        Assert.Equal("b", Assert.Single(state.Problems).Instance);
    }

    [Fact]
    public async Task The_state_is_incomplete_until_every_source_has_delivered_a_snapshot()
    {
        await using var bench = new ReconciliationBench(sources: 2);
        bench.ViewOf(0).Replace([Sample.Instance("a", 1)]);
        var builder = bench.Get<DesiredStateBuilder>();

        Assert.False(builder.Build().IsComplete);
        bench.ViewOf(1).Replace([Sample.Instance("b", 2)]);

        var state = builder.Build();
        Assert.True(state.IsComplete);
        Assert.Equal(["host:a:1", "host:b:2"], state.Entries.Keys.Order());
    }

    [Fact]
    public async Task The_address_for_localhost_is_a_setting()
    {
        await using var bench = new ReconciliationBench(new RegistrarSettings { Host = "host", Address = "fe80::7" });
        bench.View.Replace([Sample.Instance(variables: ["SERVICE_CHECK_TCP=1"])]);

        var entry = Assert.Single(bench.Get<DesiredStateBuilder>().Build().Entries).Value;

        Assert.Equal(("fe80::7", "[fe80::7]:5000", "host"), (entry.Address, entry.Checks[0].Tcp, entry.Meta["mesh-owner"]));
    }

    private static async Task<DesiredState> BuildAsync(params Instance[] instances)
    {
        await using var bench = new ReconciliationBench();
        bench.View.Replace(instances);
        return bench.Get<DesiredStateBuilder>().Build();
    }
}
