using System.Collections.Concurrent;
using System.Collections.Immutable;
using Mesh.LoadBalancer.Configuration;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// The services that Consul has yet to answer about for the first time, and the requests that wait for it. Once Consul has answered, or failed to, nobody
/// waits any more: what is known then is what a request gets.
/// </summary>
internal sealed class FirstAnswers(LoadBalancerOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, FirstAnswer> _awaited = new(StringComparer.Ordinal);

    /// <summary>Tells of a service that requests wait for, once: it is to be asked about before the others.</summary>
    public event Action<string>? Wanted;

    /// <summary>Whether Consul has yet to answer about a service.</summary>
    public bool IsAwaited(string service) => _awaited.ContainsKey(service);

    /// <summary>A service is about to be asked about for the first time.</summary>
    public void Await(string service) => _awaited.TryAdd(service, new());

    /// <summary>Requests follow Consul's answer, or Consul did not answer.</summary>
    public void Came(string service)
    {
        if (_awaited.TryRemove(service, out var answer))
        {
            answer.SetResult();
        }
    }

    /// <summary>Waits for answers, for as long as the setting <c>AwaitConsul</c> says. Costs next to nothing when there is none to wait for.</summary>
    /// <param name="services">The services that any answer will do of.</param>
    /// <param name="isEnough">Whether no further answer is needed.</param>
    /// <param name="cancelled">The client went away.</param>
    /// <returns>False when some answer is still to come, but the time is over or the client is gone.</returns>
    public Task<bool> WaitAsync(ImmutableArray<string> services, Func<bool> isEnough, CancellationToken cancelled) =>
        services.Any(IsAwaited) ? WaitForAnyAsync(services, isEnough, cancelled) : Task.FromResult(true);

    private async Task<bool> WaitForAnyAsync(ImmutableArray<string> services, Func<bool> isEnough, CancellationToken cancelled)
    {
        using var deadline = new CancellationTokenSource(options.AwaitConsul, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancelled);
        try
        {
            while (!isEnough() && Want(services) is { Count: > 0 } coming)
            {
                await Task.WhenAny(coming).WaitAsync(either.Token);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private List<Task> Want(ImmutableArray<string> services)
    {
        List<Task> coming = [];
        foreach (var service in services)
        {
            if (_awaited.TryGetValue(service, out var answer))
            {
                if (answer.TryWant())
                {
                    Wanted?.Invoke(service);
                }

                coming.Add(answer.Task);
            }
        }

        return coming;
    }

    private sealed class FirstAnswer() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private int _isWanted;

        public bool TryWant() => Interlocked.Exchange(ref _isWanted, 1) == 0;
    }
}
