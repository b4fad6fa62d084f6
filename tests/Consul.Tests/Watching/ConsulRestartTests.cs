namespace Mesh.Consul.Tests.Watching;

public sealed class ConsulRestartTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watch_reports_a_killed_Consul_and_follows_the_empty_one_that_comes_back_with_lower_indexes()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync();
        using var consul = ConsulClient.Create(new() { Address = server.Address.ToString() });
        for (var i = 0; i < 50; i++)
        {
            await consul.KeyValue.PutAsync("index", BitConverter.GetBytes(i), cancellationToken: _cancelled);
        }

        await consul.Agent.RegisterServiceAsync(new() { Name = "web" }, _cancelled);
        var watch = new ConsulWatch<IReadOnlyList<ServiceInstance>>(
            (options, token) => consul.Health.ServiceAsync("web", options: options, cancellationToken: token));
        await using var events = watch.ReadAsync(_cancelled).GetAsyncEnumerator(_cancelled);

        var before = await UntilAsync(events, answer => answer.Result.Value.Count == 1);
        var next = events.MoveNextAsync();
        await server.KillAsync();
        Assert.True(await next.AsTask().WaitAsync(Soon, _cancelled));
        var failure = Assert.IsType<WatchFailure<IReadOnlyList<ServiceInstance>>>(events.Current);
        await server.RestartAsync();
        var empty = await UntilAsync(events, answer => answer.Restarted);
        await consul.Agent.RegisterServiceAsync(new() { Name = "web" }, _cancelled);
        var after = await UntilAsync(events, answer => answer.Result.Value.Count == 1);

        Assert.Equal(1, failure.Attempt);
        Assert.Empty(empty.Result.Value);
        Assert.True(after.Result.Index < before.Result.Index, $"{after.Result.Index} should be below {before.Result.Index}");
    }

    private async Task<WatchAnswer<T>> UntilAsync<T>(IAsyncEnumerator<WatchEvent<T>> events, Func<WatchAnswer<T>, bool> condition)
    {
        while (await events.MoveNextAsync().AsTask().WaitAsync(Soon, _cancelled))
        {
            if (events.Current is WatchAnswer<T> answer && condition(answer))
            {
                return answer;
            }
        }

        throw new InvalidOperationException("A watch never ends by itself.");
    }
}
