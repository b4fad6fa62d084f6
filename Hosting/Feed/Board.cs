using System.Collections.Immutable;

namespace Mesh.Hosting.Feed;

/// <summary>
/// The latest value for each id, for any number of readers. A reader compares the state it saw last with the one now: it cannot miss a change,
/// cannot hold up the writer, and a slow one costs no memory, because changes in between have simply merged.
/// </summary>
internal sealed class Board<T>
    where T : class
{
    private readonly Lock _writing = new();
    private volatile State _state = new(ImmutableDictionary.Create<string, T>(StringComparer.Ordinal));

    /// <summary>All values, by id.</summary>
    public ImmutableDictionary<string, T> Current => _state.Values;

    /// <summary>Completes with the next change. Take it before <see cref="Current"/>, so that no change falls between the two.</summary>
    public Task NextChange => _state.Replaced.Task;

    /// <summary>Sets the value for <paramref name="id"/>. Readers do not notice when it equals the one that is there.</summary>
    public void Set(string id, T value) => Change(values => values.TryGetValue(id, out var known) && known.Equals(value) ? values : values.SetItem(id, value));

    /// <summary>Removes the value for <paramref name="id"/>.</summary>
    public void Remove(string id) => Change(values => values.Remove(id));

    /// <summary>Yields the state now and then after each change, until cancelled. Changes that came too fast for the reader are one.</summary>
    public async IAsyncEnumerable<ImmutableDictionary<string, T>> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = _state;
            yield return state.Values;
            await state.Replaced.Task.WaitAsync(cancellationToken);
        }
    }

    private void Change(Func<ImmutableDictionary<string, T>, ImmutableDictionary<string, T>> change)
    {
        lock (_writing)
        {
            var before = _state;
            var values = change(before.Values);
            if (!ReferenceEquals(values, before.Values))
            {
                _state = new(values);
                before.Replaced.SetResult();
            }
        }
    }

    private sealed record State(ImmutableDictionary<string, T> Values)
    {
        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
