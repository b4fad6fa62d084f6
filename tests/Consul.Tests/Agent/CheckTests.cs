namespace Mesh.Consul.Tests.Agent;

public sealed class CheckTests(RealConsul consul)
{
    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CheckStatus.Passing)]
    [InlineData(CheckStatus.Warning)]
    [InlineData(CheckStatus.Critical)]
    public async Task A_TTL_check_shows_the_state_and_output_that_were_reported(CheckStatus status)
    {
        var agent = consul.Client.Agent;
        var id = $"reported-{status}";
        await agent.RegisterServiceAsync(new() { Name = id, Checks = [new() { CheckId = id, Ttl = TimeSpan.FromMinutes(1) }] }, _cancelled);

        await agent.UpdateTtlAsync(id, status, "42 in the queue", _cancelled);

        var check = (await agent.ChecksAsync($"CheckID == {FilterText.Quote(id)}", _cancelled))[id];
        Assert.Equal((status, "42 in the queue"), (check.Status, check.Output));
    }

    [Fact]
    public async Task A_check_of_its_own_belongs_to_its_service_until_it_is_deregistered()
    {
        var agent = consul.Client.Agent;
        await agent.RegisterServiceAsync(new() { Name = "checked" }, _cancelled);

        await agent.RegisterCheckAsync(new() { CheckId = "extra", Name = "extra", Ttl = TimeSpan.FromMinutes(1) }, "checked", _cancelled);
        var registered = await agent.ServiceChecksAsync("checked", _cancelled);
        await agent.DeregisterCheckAsync("extra", _cancelled);
        await agent.DeregisterCheckAsync("extra", _cancelled);

        Assert.Equal(["extra"], registered.Keys);
        Assert.Empty(await agent.ServiceChecksAsync("checked", _cancelled));
    }

    [Fact]
    public async Task Reporting_for_an_unknown_check_says_that_it_does_not_exist()
    {
        var failure = await Assert.ThrowsAsync<ConsulException>(() =>
            consul.Client.Agent.UpdateTtlAsync("nobody", CheckStatus.Passing, cancellationToken: _cancelled));

        Assert.Equal(ConsulFailure.NotFound, failure.Failure);
        Assert.Contains("nobody", failure.ConsulText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Maintenance_makes_an_instance_critical_and_gives_the_reason()
    {
        var agent = consul.Client.Agent;
        await agent.RegisterServiceAsync(new() { Name = "mended" }, _cancelled);

        await agent.SetServiceMaintenanceAsync("mended", enabled: true, "new disk & fan", _cancelled);
        var during = Assert.Single(await agent.ServiceChecksAsync("mended", _cancelled)).Value;
        await agent.SetServiceMaintenanceAsync("mended", enabled: false, cancellationToken: _cancelled);

        Assert.Equal((CheckStatus.Critical, "new disk & fan", true), (during.Status, during.Notes, during.IsMaintenance));
        Assert.Empty(await agent.ServiceChecksAsync("mended", _cancelled));
    }

    [Fact]
    public async Task The_agent_says_who_it_is()
    {
        var self = await consul.Client.Agent.SelfAsync(_cancelled);

        Assert.Equal("dc1", self.Configuration.Datacenter);
        Assert.True(self.Configuration.Server);
        Assert.True(Version.Parse(self.Configuration.Version) >= new Version(1, 8), $"Mesh supports Consul from 1.8 on, this is {self.Configuration.Version}");
    }
}
