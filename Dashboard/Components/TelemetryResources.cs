using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Telemetry;

namespace Mesh.Dashboard.Components;

/// <summary>Ties those who send telemetry to the resources of the application.</summary>
internal static class TelemetryResources
{
    /// <summary>What to choose from: everybody who has sent telemetry, by id.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices(this ITelemetryStore store)
    {
        var keys = store.Resources.Select(resource => resource.Key).ToList();
        return [.. keys.OrderBy(key => key.Id, NaturalOrder.Comparer).Select(key => (key.Id, TitleOf(key, keys)))];
    }

    /// <summary>The sender that an id or a name stands for; <see langword="null"/> when it has not sent anything.</summary>
    public static ResourceKey? FindResource(this ITelemetryStore store, string? idOrName)
    {
        var keys = store.Resources.Select(resource => resource.Key).ToList();
        return keys.Find(key => key.Id.Equals(idOrName, StringComparison.OrdinalIgnoreCase))
            ?? keys.Find(key => key.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase));
    }

    private static string TitleOf(ResourceKey key, List<ResourceKey> all) => all.Count(other => other.Name == key.Name) > 1 ? key.Id : key.Name;
}
