namespace Mesh.LoadBalancer.Limits;

/// <summary>
/// Where the requests of a service wait in order while all its instances have their fill. Costs a request that ends one read while nobody waits.
/// </summary>
internal sealed class WaitingRoom(LimitOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private volatile int _count;

    /// <summary>How many wait.</summary>
    public int Count => _count;

    /// <summary>Some instance ended a request.</summary>
    public void RoomWasMade()
    {
        if (_count > 0)
        {
            WakeFirst();
        }
    }

    /// <summary>Waits until there is room.</summary>
    /// <param name="tryEnter">Takes a place, or says with null that there is none.</param>
    /// <param name="cancelled">The client went away.</param>
    /// <returns>The place; null when the queue is full, the time is over or the client is gone.</returns>
    public async Task<T?> EnterAsync<T>(Func<T?> tryEnter, CancellationToken cancelled)
        where T : class
    {
        if (!TryQueue(out var place))
        {
            return null;
        }

        using var deadline = new CancellationTokenSource(options.QueueTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancelled);
        try
        {
            // Asked once more after having queued: room may have been made just before.
            while (true)
            {
                if (tryEnter() is { } entered)
                {
                    return entered;
                }

                await place.Value.Task.WaitAsync(either.Token);
                Renew(place);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            Remove(place);
        }
    }

    private static TaskCompletionSource Call() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool TryQueue(out LinkedListNode<TaskCompletionSource> place)
    {
        place = new(Call());
        lock (_lock)
        {
            if (_waiting.Count >= options.Queue)
            {
                return false;
            }

            _waiting.AddLast(place);
            _count = _waiting.Count;
        }

        // Whoever makes room must see that somebody waits before this one looks for room.
        Interlocked.MemoryBarrier();
        return true;
    }

    private void Renew(LinkedListNode<TaskCompletionSource> place)
    {
        lock (_lock)
        {
            place.Value = Call();
        }
    }

    // Whoever leaves passes a call on that came too late for it.
    private void Remove(LinkedListNode<TaskCompletionSource> place)
    {
        bool wasCalled;
        lock (_lock)
        {
            wasCalled = place.Value.Task.IsCompleted;
            _waiting.Remove(place);
            _count = _waiting.Count;
        }

        if (wasCalled)
        {
            RoomWasMade();
        }
    }

    private void WakeFirst()
    {
        lock (_lock)
        {
            for (var place = _waiting.First; place is not null; place = place.Next)
            {
                if (place.Value.TrySetResult())
                {
                    return;
                }
            }
        }
    }
}
