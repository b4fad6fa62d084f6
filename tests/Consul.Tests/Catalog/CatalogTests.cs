namespace Mesh.Consul.Tests.Catalog;

public sealed class CatalogTests(RealConsul consul)
{
    private static readonly TimeSpan SyncLimit = TimeSpan.FromSeconds(10);

    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_service_is_listed_with_the_tags_of_all_its_instances()
    {
        await consul.Client.Agent.RegisterServiceAsync(new() { Id = "listed-1", Name = "listed", Tags = ["a"] }, _cancelled);
        await consul.Client.Agent.RegisterServiceAsync(new() { Id = "listed-2", Name = "listed", Tags = ["b"] }, _cancelled);

        IReadOnlyList<string>? tags = null;
        await Eventually.Async(
            async () => (await consul.Client.Catalog.ServicesAsync(cancellationToken: _cancelled)).Value.TryGetValue("listed", out tags) && tags.Count == 2,
            SyncLimit,
            "The agent copies its services to the catalogue",
            () => tags is null ? "no service" : string.Join(',', tags));
        Assert.Equal(["a", "b"], tags!.Order());
    }

    [Fact]
    public async Task An_instance_without_an_address_has_its_nodes()
    {
        await consul.Client.Agent.RegisterServiceAsync(new() { Name = "bare", Port = 80, Weights = new(7, 1), Tags = ["x"] }, _cancelled);

        IReadOnlyList<CatalogService> instances = [];
        await Eventually.Async(
            async () => (instances = (await consul.Client.Catalog.ServiceAsync("bare", "x", cancellationToken: _cancelled)).Value).Count == 1,
            SyncLimit,
            "The agent copies its services to the catalogue");
        var instance = instances[0];
        Assert.Equal(("127.0.0.1", "", 80, 7), (instance.Address, instance.ServiceAddress, instance.ServicePort, instance.ServiceWeights.Passing));
    }

    [Fact]
    public async Task The_node_and_its_datacenter_are_listed()
    {
        var node = Assert.Single((await consul.Client.Catalog.NodesAsync(cancellationToken: _cancelled)).Value);

        Assert.Equal(("127.0.0.1", "dc1"), (node.Address, node.Datacenter));
        Assert.Equal(["dc1"], await consul.Client.Catalog.DatacentersAsync(_cancelled));
    }

    [Fact]
    public async Task An_unknown_service_has_no_instances_but_an_index_to_wait_on()
    {
        var result = await consul.Client.Catalog.ServiceAsync("nobody", cancellationToken: _cancelled);

        Assert.Empty(result.Value);
        Assert.True(result.Index > 0);
        Assert.True(result.KnownLeader);
    }
}
