using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Feed;
using Microsoft.Extensions.Logging;

namespace Mesh.Hosting.Server;

/// <summary>Keeps the latest event of every resource, and the instances that follow from them. The one reader of Aspire's notifications in Mesh.</summary>
internal sealed partial class ResourceWatch(ResourceNotificationService notifications, ILogger<ResourceWatch> logger) : IDisposable
{
    private readonly CancellationTokenSource _ending = new();

    /// <summary>The latest event of each resource, by its id.</summary>
    public Board<ResourceEvent> Resources { get; } = new();

    /// <summary>All instances, for the feed.</summary>
    public InstanceBoard Instances { get; } = new(TimeProvider.System);

    /// <summary>Cancelled when the application ends.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Begins to watch, until disposed.</summary>
    public void Start() => _ = WatchAsync();

    public void Dispose() => _ending.Cancel();

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(_ending.Token))
            {
                Resources.Set(change.ResourceId, change);
                Instances.Apply(change);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // Disposed with the application.
        }
        catch (Exception exception)
        {
            Log.Ended(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = nameof(Ended), Level = LogLevel.Critical,
            Message = "Mesh no longer sees what happens to resources: registration and scaling stand still until the AppHost is started again.")]
        public static partial void Ended(ILogger logger, Exception exception);
    }
}
