using System.Diagnostics;

namespace Mesh.Tests.Kit.Load;

/// <summary>
/// The same request again and again over kept connections, at an even rate however long answers take: what is late waits in line, and its wait counts.
/// </summary>
public sealed class SteadyLoad : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _givingUp = new();
    private readonly List<Task<List<Exchange>>> _running;
    private int _count;

    /// <param name="address">The server.</param>
    /// <param name="request">The request as it goes out.</param>
    /// <param name="connections">How many connections take turns; each has at most one request under way.</param>
    /// <param name="perSecond">Requests a second, over all connections.</param>
    public SteadyLoad(Uri address, ReadOnlyMemory<byte> request, int connections, double perSecond)
    {
        var interval = (long)(Stopwatch.Frequency * connections / perSecond);
        var start = Stopwatch.GetTimestamp();
        _running = [.. Enumerable.Range(0, connections).Select(i => Task.Run(() => RunAsync(address, request, start + (interval * i / connections), interval)))];
    }

    /// <summary>How many requests have ended so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Users of the demo service, who each ask for <c>/</c> again and again over a connection of their own.</summary>
    public static SteadyLoad On(Uri address, double perSecond = 200) =>
        new(address, "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n"u8.ToArray(), connections: 8, perSecond);

    /// <summary>Lets what is under way end.</summary>
    /// <returns>Every request there was.</returns>
    public async Task<IReadOnlyList<Exchange>> StopAsync()
    {
        await _ending.CancelAsync();
        _givingUp.CancelAfter(Patience);
        return [.. (await Task.WhenAll(_running)).SelectMany(exchanges => exchanges)];
    }

    /// <summary>Ends the load once it was long enough to mean something.</summary>
    /// <exception cref="InvalidOperationException">A request failed; says how many did, and why the first of them.</exception>
    public async Task EndWithoutFailureAsync(int atLeast)
    {
        await Eventually.Async(() => Count >= atLeast, 2 * Patience, $"{atLeast} requests are answered", () => Count);
        var exchanges = await StopAsync();
        string[] failures = [.. exchanges.Select(exchange => exchange.Failure).OfType<string>()];
        if (failures.Length > 0)
        {
            throw new InvalidOperationException($"{failures.Length} of {exchanges.Count} requests failed: {string.Join("; ", failures.Take(5))}");
        }
    }

    /// <summary>Ends the load, whatever became of it.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task<List<Exchange>> RunAsync(Uri address, ReadOnlyMemory<byte> request, long due, long interval)
    {
        var exchanges = new List<Exchange>();
        using var connection = new KeptConnection(address);
        for (; !_ending.IsCancellationRequested; due += interval)
        {
            var begun = due;
            var rest = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (rest >= TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(rest);

                // A timer is late by up to a millisecond, which is not the server's.
                begun = Math.Max(due, Stopwatch.GetTimestamp());
            }

            var failure = await connection.ExchangeAsync(request, _givingUp.Token);
            exchanges.Add(new(begun, Stopwatch.GetElapsedTime(begun), failure));
            Interlocked.Increment(ref _count);
        }

        return exchanges;
    }
}
