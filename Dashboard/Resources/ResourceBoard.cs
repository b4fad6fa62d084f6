using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Mesh.Dashboard.Resources;

/// <summary>The last known snapshot of every resource. Follows the source once, for all pages of all browsers.</summary>
public sealed partial class ResourceBoard : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly IResourceSource _source;
    private readonly TimeProvider _time;
    private readonly ILogger<ResourceBoard> _logger;
    private ImmutableDictionary<string, ResourceSnapshot> _snapshots = ImmutableDictionary<string, ResourceSnapshot>.Empty;

    /// <summary>Begins to follow.</summary>
    public ResourceBoard(IResourceSource source, TimeProvider time, ILogger<ResourceBoard> logger)
    {
        (_source, _time, _logger) = (source, time, logger);
        _ = FollowAsync();
    }

    private event Action? Changed;

    /// <summary>All resources, by name.</summary>
    public IReadOnlyList<ResourceSnapshot> Resources =>
    [
        .. Volatile.Read(ref _snapshots).Values
            .OrderBy(resource => resource.DisplayName, NaturalOrder.Comparer)
            .ThenBy(resource => resource.Id, StringComparer.Ordinal),
    ];

    /// <summary>Finds a resource by its id or, if there is only one of it, by its name.</summary>
    public ResourceSnapshot? Find(string? idOrName)
    {
        var snapshots = Volatile.Read(ref _snapshots);
        return idOrName is null ? null
            : snapshots.TryGetValue(idOrName, out var found) ? found
            : snapshots.Values.Where(resource => resource.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray() is [var only] ? only
            : null;
    }

    /// <summary>What an id or name stands for: the resource and its instances, or all replicas of that name.</summary>
    public IReadOnlyList<ResourceSnapshot> FindAll(string? idOrName)
    {
        if (string.IsNullOrEmpty(idOrName))
        {
            return [];
        }

        var all = Resources;
        ResourceSnapshot[] named = _snapshots.TryGetValue(idOrName, out var one) ? [one] : [.. all.Where(resource => IsSame(resource.Name, idOrName))];
        var name = named.FirstOrDefault()?.Name ?? idOrName;
        return [.. named, .. all.Where(resource => IsSame(resource.Parent, name) && !named.Contains(resource))];
    }

    /// <summary>Calls back after each change, on any thread, until the result is disposed of.</summary>
    public IDisposable Watch(Action changed)
    {
        Changed += changed;
        return new Subscription(() => Changed -= changed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private static bool IsSame(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private async Task FollowAsync()
    {
        var ending = _ending.Token;
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await foreach (var batch in _source.WatchAsync(ending))
                {
                    Volatile.Write(ref _snapshots, _snapshots.SetItems(batch.Select(resource => KeyValuePair.Create(resource.Id, resource))));
                    Changed?.Invoke();
                }

                return;
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Lost(_logger, e);
                await Task.Delay(RetryDelay, _time, CancellationToken.None);
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = nameof(Lost), Level = LogLevel.Warning, Message = "The resources cannot be followed; trying again")]
        public static partial void Lost(ILogger logger, Exception exception);
    }
}
