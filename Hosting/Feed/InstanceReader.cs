using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Feed;

/// <summary>Reads an instance out of Aspire's snapshot of it.</summary>
internal static class InstanceReader
{
    private const string MetadataPrefix = "SERVICE_";
    private const string AddressVariable = "ASPNETCORE_URLS";

    /// <summary>The instance, or null for what is none: parameters, replica sets, hidden helpers.</summary>
    public static Instance? Read(ResourceEvent change)
    {
        if (change.Snapshot.IsHidden || change.Resource is not (ProjectResource or ContainerResource or ExecutableResource))
        {
            return null;
        }

        var shared = change.Resource is ProjectResource && change.Resource.GetReplicaCount() > 1;
        return new(
            change.ResourceId,
            change.Resource.Name,
            shared ? change.ResourceId : change.Resource.Name,
            change.Snapshot.State?.Text ?? "",
            change.Snapshot.HealthStatus?.ToString(),
            shared,
            [.. Addresses(change)],
            Metadata(change.Snapshot));
    }

    /// <summary>The addresses at which this very instance listens: a proxy's, where Aspire puts one before it, only if it does not tell its own.</summary>
    public static IEnumerable<string> Addresses(ResourceEvent change)
    {
        // A replica gets a new port at each start, and while it starts its snapshot still shows the old one.
        if (change.Snapshot.State?.Text == KnownResourceStates.Starting)
        {
            return [];
        }

        var own = change.Resource is ContainerResource ? null : Declared(change.Snapshot).FirstOrDefault(variable => variable.Name == AddressVariable)?.Value;
        if (!string.IsNullOrEmpty(own))
        {
            return own.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        return change.Resource is ProjectResource ? [] : change.Snapshot.Urls.Where(url => url is { IsInactive: false, Name: not null }).Select(url => url.Url);
    }

    private static SortedDictionary<string, string> Metadata(CustomResourceSnapshot snapshot)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in Declared(snapshot).Where(variable => variable.Name.StartsWith(MetadataPrefix, StringComparison.Ordinal)))
        {
            metadata[variable.Name] = variable.Value ?? "";
        }

        return metadata;
    }

    // What a process merely inherited from the AppHost says nothing about it: the dashboard's ASPNETCORE_URLS, for one.
    private static IEnumerable<EnvironmentVariableSnapshot> Declared(CustomResourceSnapshot snapshot) =>
        snapshot.EnvironmentVariables.Where(variable => variable.IsFromSpec);
}
