using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Server;

namespace Mesh.Hosting.ReplicaSets;

/// <summary>Publishes the status of a replica set whenever one of its instances changes, until the application ends.</summary>
internal sealed class ReplicaSetPublisher(ReplicaSetResource set, ResourceNotificationService notifications, ResourceWatch watch)
{
    /// <summary>Begins to publish.</summary>
    public void Start() => _ = RunAsync();

    /// <summary>Publishes the status now.</summary>
    public Task PublishAsync() => notifications.PublishUpdateAsync(set, snapshot => ReplicaSetStatus.Apply(snapshot, set, Wanted()));

    private InstanceStatus[] Wanted() => [.. set.Instances.Take(set.Wanted).Select(instance => InstanceStatus.Read(instance, watch.Resources))];

    private async Task RunAsync()
    {
        IReadOnlyList<InstanceStatus> published = [];
        try
        {
            await foreach (var _ in watch.Resources.ReadAsync(watch.Ending))
            {
                var now = Wanted();
                if (!now.SequenceEqual(published))
                {
                    published = now;
                    await PublishAsync();
                }
            }
        }
        catch (OperationCanceledException) when (watch.Ending.IsCancellationRequested)
        {
            // The application has ended.
        }
    }
}
