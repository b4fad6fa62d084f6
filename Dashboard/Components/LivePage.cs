using Microsoft.AspNetCore.Components;

namespace Mesh.Dashboard.Components;

/// <summary>A component that follows something that changes by itself, and renders again at most five times a second however often that happens.</summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _gone = new();
    private readonly List<IDisposable> _followed = [];
    private int _refreshing;

    [Inject]
    private protected TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Cancelled when the component goes away.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        _gone.Cancel();
        _followed.ForEach(subscription => subscription.Dispose());
        _gone.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Keeps a subscription as long as the component lives.</summary>
    protected void Follow(IDisposable subscription) => _followed.Add(subscription);

    /// <summary>Reads what is to be shown; called before each render that <see cref="RefreshSoon"/> brings about.</summary>
    protected virtual void Refresh()
    {
    }

    /// <summary>Asks for a render soon. May be called from any thread.</summary>
    protected void RefreshSoon()
    {
        if (Interlocked.Exchange(ref _refreshing, 1) == 0)
        {
            _ = RefreshAsync();
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await Task.Delay(Interval, Clock, Gone);
            await InvokeAsync(() =>
            {
                Interlocked.Exchange(ref _refreshing, 0);
                if (!_gone.IsCancellationRequested)
                {
                    Refresh();
                    StateHasChanged();
                }
            });
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The component went away meanwhile.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
