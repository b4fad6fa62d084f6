namespace Mesh.Consul.Tests.Kit;

public sealed class ConsulServerTests
{
    [Fact]
    public async Task A_restarted_server_answers_at_the_same_address_and_has_forgotten_everything()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync();
        using var consul = ConsulClient.Create(new() { Address = server.Address.ToString() });
        await consul.KeyValue.PutAsync("kept", "yes"u8.ToArray(), cancellationToken: TestContext.Current.CancellationToken);

        await server.KillAsync();
        var gone = await Assert.ThrowsAsync<ConsulException>(() => consul.Status.LeaderAsync(TestContext.Current.CancellationToken));
        await server.RestartAsync();

        Assert.Equal(ConsulFailure.Refused, gone.Failure);
        Assert.Null((await consul.KeyValue.GetAsync("kept", cancellationToken: TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_what_it_printed()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ConsulServer.StartAsync("-hcl", "no_such_setting = 1"));

        Assert.Contains("no_such_setting", failure.Message, StringComparison.Ordinal);
    }
}
