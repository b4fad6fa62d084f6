namespace Mesh.Consul.Tests.Status;

public sealed class StatusTests(RealConsul consul)
{
    [Fact]
    public async Task The_leader_has_an_address() =>
        Assert.StartsWith("127.0.0.1:", await consul.Client.Status.LeaderAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

    [Theory]
    [InlineData(200, "\"\"")]
    [InlineData(500, "No cluster leader")]
    public async Task A_cluster_without_a_leader_has_none(int status, string text)
    {
        await using var fake = await FakeConsul.StartAsync(status, text);
        using var client = fake.CreateClient();

        Assert.Null(await client.Status.LeaderAsync(TestContext.Current.CancellationToken));
    }
}
