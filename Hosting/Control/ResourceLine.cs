using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Feed;

namespace Mesh.Hosting.Control;

/// <summary>A resource as <c>ps</c> lists it.</summary>
/// <param name="Name">Its name, or with several replicas the id of one.</param>
/// <param name="State">Its state.</param>
/// <param name="Health">Its health; empty unless it runs.</param>
/// <param name="Address">Its addresses, separated by spaces; empty unless it runs.</param>
internal sealed record ResourceLine(string Name, string State, string Health, string Address)
{
    public static ResourceLine Of(ResourceEvent change) =>
        new(NameOf(change), change.Snapshot.State?.Text ?? "", change.Snapshot.HealthStatus?.ToString() ?? "", AddressOf(change));

    public static string NameOf(ResourceEvent change) => change.Resource.GetReplicaCount() > 1 ? change.ResourceId : change.Resource.Name;

    // A replica's URL is that of the proxy which it shares with the others.
    private static string AddressOf(ResourceEvent change)
    {
        var urls = change.Snapshot.Urls.Where(url => !url.IsInactive && url.Url.StartsWith("http", StringComparison.OrdinalIgnoreCase)).Select(url => url.Url).ToList();
        return string.Join(' ', change.Resource.GetReplicaCount() > 1 && urls.Count > 0 ? InstanceReader.Addresses(change) : urls);
    }
}
