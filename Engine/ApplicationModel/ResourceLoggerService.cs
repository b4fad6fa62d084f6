using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps the last lines of every instance's log and passes new ones on to those who follow.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A logger whose lines appear in the resource's log.</summary>
    public ILogger GetLogger(IResource resource) => new ResourceLogger(() => InstanceIdsAnnotation.IdsOf(resource).Select(Log));

    /// <summary>A logger whose lines appear in the instance's log.</summary>
    public ILogger GetLogger(string resourceName) => new ResourceLogger(() => [Log(resourceName)]);

    /// <summary>Follows the log of a resource: first the lines kept, then new ones, until the log is complete.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(InstanceIdsAnnotation.IdsOf(resource)[0]);

    /// <summary>Follows the log of an instance: first the lines kept, then new ones, until the log is complete.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => Log(resourceName).WatchAsync();

    /// <summary>The lines kept of a resource's log.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) => GetAllAsync(InstanceIdsAnnotation.IdsOf(resource)[0]);

    /// <summary>The lines kept of an instance's log.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await ValueTask.CompletedTask;
        yield return Log(resourceName).Kept();
    }

    /// <summary>Tells followers that nothing more will come.</summary>
    public void Complete(IResource resource)
    {
        foreach (var id in InstanceIdsAnnotation.IdsOf(resource))
        {
            Complete(id);
        }
    }

    /// <summary>Tells followers that nothing more will come.</summary>
    public void Complete(string name) => Log(name).Complete();

    /// <summary>Forgets the lines kept.</summary>
    public void ClearBacklog(string resourceName) => Log(resourceName).Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal ResourceLog Log(string instanceId) => _logs.GetOrAdd(instanceId, _ => new());
}
