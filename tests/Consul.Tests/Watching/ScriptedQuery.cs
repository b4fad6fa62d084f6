using Microsoft.Extensions.Time.Testing;

namespace Mesh.Consul.Tests.Watching;

/// <summary>A watch over a query whose answers the test gives beforehand, read event by event in time that passes only when the watch waits.</summary>
internal sealed class ScriptedQuery : IAsyncDisposable
{
    private readonly Queue<Func<QueryResult<string>>> _answers = new();
    private readonly IAsyncEnumerator<WatchEvent<string>> _events;

    public ScriptedQuery(WatchOptions? options = null) =>
        _events = new ConsulWatch<string>(AskAsync, options, Time, random: () => 0).ReadAsync(Stop.Token).GetAsyncEnumerator();

    public FakeTimeProvider Time { get; } = new();

    public CancellationTokenSource Stop { get; } = new();

    /// <summary>The options of every question so far.</summary>
    public List<QueryOptions> Asked { get; } = [];

    /// <summary>The indexes of every question so far.</summary>
    public IEnumerable<ulong?> AskedIndexes => Asked.Select(options => options.Index);

    public ScriptedQuery Answers(params ulong[] indexes)
    {
        foreach (var index in indexes)
        {
            _answers.Enqueue(() => new(Value: $"at {index}", index, TimeSpan.Zero, KnownLeader: true, FilteredByAcl: false));
        }

        return this;
    }

    public ScriptedQuery Throws(Exception exception)
    {
        _answers.Enqueue(() => throw exception);
        return this;
    }

    public ScriptedQuery Fails(ConsulFailure failure = ConsulFailure.Refused) => Throws(new ConsulException(failure, "GET /v1/x", "It failed."));

    /// <summary>Asks for the next event without letting time pass.</summary>
    public Task<bool> MoveNextAsync() => _events.MoveNextAsync().AsTask();

    public WatchEvent<string> Current => _events.Current;

    /// <summary>The next event, after as much time as the watch wants.</summary>
    public async Task<WatchEvent<string>> NextAsync()
    {
        var next = MoveNextAsync();
        while (!next.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await next;
        return Current;
    }

    public async Task<bool> NextRestartedAsync() => Assert.IsType<WatchAnswer<string>>(await NextAsync()).Restarted;

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        Stop.Dispose();
    }

    private async Task<QueryResult<string>> AskAsync(QueryOptions options, CancellationToken cancellationToken)
    {
        Asked.Add(options);
        if (_answers.TryDequeue(out var answer))
        {
            return answer();
        }

        // A script that is at its end blocks, as a query without a change does.
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    }
}
