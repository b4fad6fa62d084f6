namespace Mesh.Consul.Tests.Health;

public sealed class HealthTests(RealConsul consul)
{
    private static readonly TimeSpan SyncLimit = TimeSpan.FromSeconds(30);

    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blocking_query_returns_as_soon_as_an_instance_appears()
    {
        var before = await consul.Client.Health.ServiceAsync("awaited", cancellationToken: _cancelled);
        var options = new QueryOptions { Index = before.Index, Wait = TimeSpan.FromMinutes(1) };
        var blocked = consul.Client.Health.ServiceAsync("awaited", options: options, cancellationToken: _cancelled);

        await consul.Client.Agent.RegisterServiceAsync(new() { Name = "awaited" }, _cancelled);
        var after = await blocked.WaitAsync(SyncLimit, _cancelled);

        Assert.Empty(before.Value);
        Assert.Single(after.Value);
        Assert.True(after.Index > before.Index, $"{after.Index} should be above {before.Index}");
    }

    [Fact]
    public async Task A_blocking_query_without_a_change_returns_after_its_wait_with_the_same_index()
    {
        await consul.Client.Agent.RegisterServiceAsync(new() { Name = "quiet" }, _cancelled);
        var before = await EventuallyInstancesAsync("quiet", count: 1);

        var after = await consul.Client.Health.ServiceAsync(
            "quiet", options: new() { Index = before.Index, Wait = TimeSpan.FromMilliseconds(100) }, cancellationToken: _cancelled);

        Assert.Equal(before.Index, after.Index);
    }

    [Fact]
    public async Task Only_passing_instances_with_the_tag_and_fitting_the_filter_are_returned()
    {
        await RegisterAsync("chosen-1", CheckStatus.Passing, "blue");
        await RegisterAsync("chosen-2", CheckStatus.Passing, "green");
        await RegisterAsync("chosen-3", CheckStatus.Critical, "blue");
        await RegisterAsync("chosen-4", CheckStatus.Warning, "blue");
        await EventuallyInstancesAsync("chosen", count: 4);

        Assert.Equal(["chosen-1", "chosen-2"], await IdsAsync(passing: true, tag: null, filter: null));
        Assert.Equal(["chosen-1"], await IdsAsync(passing: true, tag: "blue", filter: null));
        Assert.Equal(["chosen-4"], await IdsAsync(passing: false, tag: null, filter: "Checks.Status == warning"));
    }

    [Fact]
    public async Task An_instances_state_is_that_of_its_worst_check()
    {
        await RegisterAsync("worst-1", CheckStatus.Passing, "x");
        await consul.Client.Agent.RegisterCheckAsync(
            new() { CheckId = "worst-extra", Name = "extra", Ttl = TimeSpan.FromMinutes(1), Status = CheckStatus.Warning }, "worst-1", _cancelled);
        await Eventually.Async(
            async () => (await consul.Client.Health.ChecksAsync("worst", cancellationToken: _cancelled)).Value.Count == 2,
            SyncLimit,
            "The agent copies its checks to the catalogue");

        var instance = Assert.Single((await consul.Client.Health.ServiceAsync("worst", cancellationToken: _cancelled)).Value);

        Assert.Equal(CheckStatus.Warning, instance.Status);
        Assert.Equal("127.0.0.1", instance.Address);
    }

    [Fact]
    public async Task Checks_are_listed_by_state()
    {
        await RegisterAsync("stately-1", CheckStatus.Warning, "x");
        await EventuallyInstancesAsync("stately", count: 1);

        var warning = (await consul.Client.Health.StateAsync(CheckStatus.Warning, cancellationToken: _cancelled)).Value;
        var any = (await consul.Client.Health.StateAsync(status: null, cancellationToken: _cancelled)).Value;

        Assert.Contains(warning, check => check.ServiceId == "stately-1");
        Assert.DoesNotContain(warning, check => check.CheckId == "serfHealth");
        Assert.Contains(any, check => check.CheckId == "serfHealth");
    }

    [Theory]
    [InlineData(Consistency.Stale)]
    [InlineData(Consistency.Consistent)]
    public async Task Other_consistency_modes_answer_too_and_say_how_old_they_are(Consistency consistency)
    {
        var result = await consul.Client.Health.ServiceAsync("consul", options: new() { Consistency = consistency }, cancellationToken: _cancelled);

        Assert.Single(result.Value);
        Assert.Equal((TimeSpan.Zero, true, false), (result.LastContact, result.KnownLeader, result.FilteredByAcl));
    }

    [Fact]
    public async Task A_wrong_filter_brings_Consuls_own_words()
    {
        var failure = await Assert.ThrowsAsync<ConsulException>(() =>
            consul.Client.Health.ServiceAsync("web", options: new() { Filter = "Service ==" }, cancellationToken: _cancelled));

        Assert.Contains("boolean expression", failure.ConsulText, StringComparison.Ordinal);
        Assert.Contains(failure.ConsulText!, failure.Message, StringComparison.Ordinal);
        Assert.Equal("GET /v1/health/service/web", failure.Request);
    }

    private Task RegisterAsync(string id, CheckStatus status, string tag)
    {
        var check = new CheckRegistration { CheckId = id, Ttl = TimeSpan.FromMinutes(1), Status = status };
        return consul.Client.Agent.RegisterServiceAsync(new() { Id = id, Name = id.Split('-')[0], Tags = [tag], Checks = [check] }, _cancelled);
    }

    private async Task<QueryResult<IReadOnlyList<ServiceInstance>>> EventuallyInstancesAsync(string service, int count)
    {
        QueryResult<IReadOnlyList<ServiceInstance>>? result = null;
        await Eventually.Async(
            async () => (result = await consul.Client.Health.ServiceAsync(service, cancellationToken: _cancelled)).Value.Count == count,
            SyncLimit,
            "The agent copies its services to the catalogue",
            () => result?.Value.Count);
        return result!;
    }

    private async Task<IEnumerable<string>> IdsAsync(bool passing, string? tag, string? filter)
    {
        var result = await consul.Client.Health.ServiceAsync("chosen", passing, tag, new() { Filter = filter }, _cancelled);
        return result.Value.Select(instance => instance.Service.Id).Order();
    }
}
