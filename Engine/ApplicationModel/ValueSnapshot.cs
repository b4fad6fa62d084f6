namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is set once and can be awaited until then.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class ValueSnapshot<T>
    where T : notnull
{
    private readonly TaskCompletionSource<T> _value = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the value is known, or known never to come.</summary>
    public bool IsValueSet => _value.Task.IsCompleted;

    /// <summary>Waits for the value.</summary>
    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => _value.Task.WaitAsync(cancellationToken);

    /// <summary>Sets the value. A second one is ignored.</summary>
    public void SetValue(T value) => _value.TrySetResult(value);

    /// <summary>Says that the value will never come, and why.</summary>
    public void SetException(Exception exception) => _value.TrySetException(exception);

    internal T? Current => _value.Task.IsCompletedSuccessfully ? _value.Task.Result : default;
}
