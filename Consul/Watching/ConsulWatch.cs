using System.Runtime.CompilerServices;

namespace Mesh.Consul;

/// <summary>
/// Follows the answer to a blocking query for as long as it is read, and keeps the rules of Consul's documentation of blocking queries:
/// an index that goes backwards starts over, an index is never below 1, and a <see cref="TokenBucket"/> limits the rate.
/// After any failure it asks without an index, because an index above a restarted Consul's own would block until the wait ends.
/// </summary>
/// <param name="query">The question.</param>
/// <param name="options">How to ask; null for the defaults.</param>
/// <param name="timeProvider">The clock; null for the system's.</param>
/// <param name="random">Gives numbers from 0 up to 1, which spread the retries of many watches; null for the shared generator.</param>
/// <param name="cost">
/// Given an answer, what asking for the next one costs Consul, in questions about a service of ten instances; null for 1 always.
/// </param>
public sealed class ConsulWatch<T>(
    BlockingQuery<T> query, WatchOptions? options = null, TimeProvider? timeProvider = null, Func<double>? random = null,
    Func<T, double>? cost = null)
{
    private readonly WatchOptions _options = options ?? new WatchOptions();
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly Func<double> _random = random ?? Random.Shared.NextDouble;

    /// <summary>
    /// Asks until cancelled, which ends the sequence with an <see cref="OperationCanceledException"/>. May be read several times, each from the start.
    /// </summary>
    /// <remarks>The next question is asked when the consumer wants the next event: a slow one misses answers in between, never the last one.</remarks>
    public async IAsyncEnumerable<WatchEvent<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var bucket = new TokenBucket(_time);
        var backoff = new Backoff(_options.ShortestBackoff, _options.LongestBackoff, _random);
        ulong? index = null;
        var tokens = 1.0;
        while (true)
        {
            await Task.Delay(bucket.Take(tokens), _time, cancellationToken);
            var next = await AskAsync(index, backoff, cancellationToken);
            yield return next;

            if (next is WatchFailure<T> failure)
            {
                index = null;
                await Task.Delay(failure.RetryAfter, _time, cancellationToken);
            }
            else if (next is WatchAnswer<T> answer)
            {
                tokens = cost?.Invoke(answer.Result.Value) ?? 1;
                index = WentBack(index, answer.Result) ? null : Usable(answer.Result);
            }
        }
    }

    // Some versions of Consul answer with index 0, which would not block; 1 always does.
    private static ulong Usable(QueryResult<T> answer) => Math.Max(1, answer.Index);

    private static bool WentBack(ulong? asked, QueryResult<T> answer) => Usable(answer) < asked;

    private async Task<WatchEvent<T>> AskAsync(ulong? index, Backoff backoff, CancellationToken cancellationToken)
    {
        try
        {
            var result = await query(_options.Query with { Index = index, Wait = _options.Wait }, cancellationToken);
            backoff.Reset();
            return new WatchAnswer<T>(result, Restarted: index is null || WentBack(index, result));
        }
        catch (ConsulException e)
        {
            return new WatchFailure<T>(e, backoff.Attempt + 1, backoff.Next());
        }
    }
}
