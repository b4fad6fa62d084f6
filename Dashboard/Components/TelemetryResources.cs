using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Telemetry;

namespace Mesh.Dashboard.Components;

/// <summary>Ties those who send telemetry to the resources of the application.</summary>
internal static class TelemetryResources
{
    /// <summary>What to choose from: everybody who has sent telemetry, by id, below the set that they are instances of.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices(this ITelemetryStore store, ResourceBoard board)
    {
        var keys = store.Keys();
        return
        [
            .. keys.GroupBy(key => SetOf(key, keys, board) ?? key.Id, StringComparer.OrdinalIgnoreCase)
                .OrderBy(set => set.Key, NaturalOrder.Comparer)
                .SelectMany(set => set.ToArray() is [var only]
                    ? [(only.Id, TitleOf(only, keys))]
                    : set.OrderBy(key => key.Id, NaturalOrder.Comparer).Select(key => (key.Id, ResourceTitles.Within + TitleOf(key, keys)))
                        .Prepend((set.Key, ResourceTitles.OfSet(set.Key, set.Count())))),
        ];
    }

    /// <summary>Those whom an id, a name or the name of a set stands for: none when none of them has sent anything, all when there is no text.</summary>
    public static ResourceSelection Select(this ITelemetryStore store, ResourceBoard board, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new("", null);
        }

        var known = board.FindAll(text).Select(resource => resource.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        ResourceKey[] found = [.. store.Keys().Where(key => known.Contains(key.Id) || IsSame(key.Id, text) || IsSame(key.Name, text))];
        return new(found switch { [] => text, [var only] => only.Id, _ => board.Find(text)?.Name ?? text }, found);
    }

    private static List<ResourceKey> Keys(this ITelemetryStore store) => [.. store.Resources.Select(resource => resource.Key)];

    // Instances stand under their set; the replicas of a project share its name.
    private static string? SetOf(ResourceKey key, List<ResourceKey> all, ResourceBoard board) =>
        board.Resources.FirstOrDefault(resource => IsSame(resource.Name, key.Name))?.Parent is { } parent ? parent
        : all.Count(other => IsSame(other.Name, key.Name)) > 1 ? key.Name
        : null;

    private static string TitleOf(ResourceKey key, List<ResourceKey> all) => all.Count(other => other.Name == key.Name) > 1 ? key.Id : key.Name;

    private static bool IsSame(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
