namespace Mesh.LoadBalancer.Catalogue.Saving;

/// <summary>
/// Saves the catalogue a second after it changed, at most every five, and at the end; not while it is only what was saved or kept before. Does nothing without
/// the setting <c>Snapshot</c>.
/// </summary>
internal sealed class CatalogueSaver(CatalogueFile file, CatalogueStore store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly Lock _lock = new();

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (file.Path is null)
        {
            return;
        }

        store.Changed += Note;
        Note(store.Current, []);
        CatalogueSnapshot? saved = null;
        try
        {
            while (true)
            {
                await _changed.WaitAsync(stoppingToken);
                await Task.Delay(Delay, time, stoppingToken);
                saved = Save(saved);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Save(saved);
        }
        finally
        {
            store.Changed -= Note;
        }
    }

    private CatalogueSnapshot? Save(CatalogueSnapshot? saved)
    {
        var current = store.Current;
        var isNew = current.TagsStaleness is null && (saved is null || current.Tags != saved.Tags || current.Services != saved.Services);
        return isNew && file.Write(current, time.GetUtcNow()) ? current : saved;
    }

    private void Note(CatalogueSnapshot snapshot, IReadOnlyCollection<string> services)
    {
        lock (_lock)
        {
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }
}
