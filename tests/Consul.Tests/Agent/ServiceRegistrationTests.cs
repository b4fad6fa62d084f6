using System.Collections.Immutable;

namespace Mesh.Consul.Tests.Agent;

public sealed class ServiceRegistrationTests(RealConsul consul)
{
    private static readonly ServiceRegistration Full = new()
    {
        Id = "host:full-1:8080",
        Name = "full",
        Address = "127.0.0.2",
        Port = 8080,
        Tags = ["backend", "a,b"],
        Meta = ImmutableDictionary<string, string>.Empty.Add("mesh-owner", "me").Add("text", "ü \"quoted\""),
        Weights = new(Passing: 3, Warning: 2),
        TaggedAddresses = ImmutableDictionary<string, ServiceAddress>.Empty.Add("lan", new("127.0.0.3", 9090)),
        Checks =
        [
            new() { CheckId = "full-ttl", Name = "heartbeat", Ttl = TimeSpan.FromMinutes(1), Status = CheckStatus.Passing, Notes = "by itself" },
            new()
            {
                CheckId = "full-http",
                Http = "http://127.0.0.1:1/health",
                Method = "HEAD",
                Header = ImmutableDictionary<string, IReadOnlyList<string>>.Empty.Add("X-Probe", ["consul"]),
                Interval = TimeSpan.FromMilliseconds(2500),
                Timeout = TimeSpan.FromSeconds(1),
                SuccessBeforePassing = 2,
                FailuresBeforeCritical = 3,
                DeregisterCriticalServiceAfter = TimeSpan.FromMinutes(90),
                Status = CheckStatus.Warning,
            },
            new() { CheckId = "full-tcp", Tcp = "127.0.0.1:1", Interval = TimeSpan.FromSeconds(10) },
            new() { CheckId = "full-grpc", Grpc = "127.0.0.1:1/web", GrpcUseTls = true, TlsSkipVerify = true, Interval = TimeSpan.FromSeconds(10) },
            new() { CheckId = "full-alias", AliasService = "host:full-1:8080" },
        ],
    };

    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_instance_comes_back_from_the_agent_as_it_was_registered()
    {
        var agent = consul.Client.Agent;
        await agent.RegisterServiceAsync(Full, _cancelled);

        var service = await agent.ServiceAsync(Full.Id!, _cancelled);

        Assert.NotNull(service);
        Assert.Equal((Full.Id, Full.Name, Full.Address, Full.Port), (service.Id, service.Name, service.Address, service.Port));
        Assert.Equal(Full.Tags, service.Tags);
        Assert.Equal(Full.Meta, service.Meta);
        Assert.Equal(Full.Weights, service.Weights);
        Assert.Equal(new("127.0.0.3", 9090), service.TaggedAddresses["lan"]);
    }

    [Fact]
    public async Task Every_kind_of_check_is_registered_with_its_service()
    {
        var agent = consul.Client.Agent;
        await agent.RegisterServiceAsync(Full, _cancelled);

        var checks = await agent.ServiceChecksAsync(Full.Id!, _cancelled);

        Assert.Equal(["full-alias", "full-grpc", "full-http", "full-tcp", "full-ttl"], checks.Keys.Order());
        Assert.Equal(("heartbeat", CheckStatus.Passing, "by itself"), (checks["full-ttl"].Name, checks["full-ttl"].Status, checks["full-ttl"].Notes));
    }

    [Fact]
    public async Task Registering_again_removes_the_checks_that_are_no_longer_named()
    {
        var agent = consul.Client.Agent;
        var first = new ServiceRegistration { Name = "fewer", Checks = [Ttl("fewer-a"), Ttl("fewer-b")] };
        await agent.RegisterServiceAsync(first, _cancelled);

        await agent.RegisterServiceAsync(first with { Checks = [Ttl("fewer-b")] }, _cancelled);

        Assert.Equal(["fewer-b"], (await agent.ServiceChecksAsync("fewer", _cancelled)).Keys);
    }

    [Fact]
    public async Task A_check_that_is_registered_again_without_a_status_keeps_its_state()
    {
        var agent = consul.Client.Agent;
        var registration = new ServiceRegistration { Name = "keeps", Checks = [Ttl("keeps")] };
        await agent.RegisterServiceAsync(registration, _cancelled);
        await agent.UpdateTtlAsync("keeps", CheckStatus.Passing, cancellationToken: _cancelled);

        await agent.RegisterServiceAsync(registration, _cancelled);

        Assert.Equal(CheckStatus.Passing, (await agent.ChecksAsync(cancellationToken: _cancelled))["keeps"].Status);
    }

    [Fact]
    public async Task Services_are_filtered_by_Consul()
    {
        var agent = consul.Client.Agent;
        var owned = ImmutableDictionary<string, string>.Empty.Add("mesh-owner", "a \"b\" \\c `d` \n ü");
        await agent.RegisterServiceAsync(new() { Name = "owned", Meta = owned }, _cancelled);
        await agent.RegisterServiceAsync(new() { Name = "foreign", Meta = owned.SetItem("mesh-owner", "b") }, _cancelled);

        var services = await agent.ServicesAsync($"Meta[\"mesh-owner\"] == {FilterText.Quote(owned["mesh-owner"])}", _cancelled);

        Assert.Equal(["owned"], services.Keys);
    }

    [Fact]
    public async Task A_deregistered_instance_is_gone_and_deregistering_it_again_succeeds()
    {
        var agent = consul.Client.Agent;
        await agent.RegisterServiceAsync(new() { Id = "a/b ü?c", Name = "leaver" }, _cancelled);

        await agent.DeregisterServiceAsync("a/b ü?c", _cancelled);
        await agent.DeregisterServiceAsync("a/b ü?c", _cancelled);

        Assert.Null(await agent.ServiceAsync("a/b ü?c", _cancelled));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_name_that_would_change_the_path_is_refused_before_anything_is_sent(string id)
    {
        await using var fake = await FakeConsul.StartAsync(200, "");
        using var client = fake.CreateClient();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Agent.DeregisterServiceAsync(id, _cancelled));

        Assert.Empty(fake.Requests);
    }

    private static CheckRegistration Ttl(string id) => new() { CheckId = id, Ttl = TimeSpan.FromMinutes(1) };
}
