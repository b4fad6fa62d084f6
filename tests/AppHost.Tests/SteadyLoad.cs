using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mesh.AppHost.Tests;

/// <summary>Users who keep asking at a steady rate over connections of their own, and count every request that fails.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentDictionary<string, int> _instances = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _users;
    private int _requests;

    private SteadyLoad(Uri address, int requestsPerSecond, int users)
    {
        var pause = TimeSpan.FromSeconds((double)users / requestsPerSecond);
        _users = Task.WhenAll(Enumerable.Range(0, users).Select(user => Task.Run(() => AskAsync(address, pause))));
    }

    public int Requests => _requests;

    /// <summary>Which instances ever answered.</summary>
    public IEnumerable<string> Instances => _instances.Keys;

    public static SteadyLoad On(Uri address, int requestsPerSecond = 200, int users = 8) => new(address, requestsPerSecond, users);

    /// <summary>Ends the load once it was long enough to mean something. Fails the test if any request failed.</summary>
    public async Task EndWithoutFailureAsync(int atLeast)
    {
        await Mesh.Tests.Kit.Eventually.Async(() => Requests >= atLeast, RunningMesh.Limit, $"{atLeast} requests are answered", () => $"{Requests}");
        await DisposeAsync();
        Assert.True(_failures.IsEmpty, $"{_failures.Count} of {_requests} requests failed: {string.Join("; ", _failures.Take(5))}");
    }

    /// <summary>Ends the load, whatever became of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _users;
    }

    private async Task AskAsync(Uri address, TimeSpan pause)
    {
        RawConnection? connection = null;
        var next = Stopwatch.GetTimestamp();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                connection ??= await RawConnection.OpenAsync(address);
                var answer = await connection.GetAsync("/");
                _instances.AddOrUpdate(answer.Instance, 1, (_, count) => count + 1);
                if (answer.Closes)
                {
                    await connection.DisposeAsync();
                    connection = null;
                }
            }
            catch (Exception exception)
            {
                _failures.Enqueue($"{DateTime.Now:HH:mm:ss.fff} {exception.Message}");
                if (connection is not null)
                {
                    await connection.DisposeAsync();
                    connection = null;
                }
            }

            Interlocked.Increment(ref _requests);
            next += (long)(pause.TotalSeconds * Stopwatch.Frequency);
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        }
    }
}
