namespace Mesh.Dashboard.Resources;

/// <summary>What resources are called where each must be told from all others.</summary>
internal static class ResourceTitles
{
    /// <summary>Stands before the title of an instance that follows its set. A browser leaves out ordinary spaces there.</summary>
    public const string Within = "\u2003";

    /// <summary>The display name; the id for one that shares its name.</summary>
    public static string Of(ResourceSnapshot resource, IReadOnlyList<ResourceSnapshot> all) =>
        all.Count(other => other.DisplayName.Equals(resource.DisplayName, StringComparison.OrdinalIgnoreCase)) > 1 ? resource.Id : resource.DisplayName;

    /// <summary>A set, where it stands for all of its instances.</summary>
    public static string OfSet(string name, int instances) => $"{name} (all {instances})";

    /// <summary>What to choose from: all resources, instances below their set.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices(IReadOnlyList<ResourceSnapshot> all) =>
        [.. ResourceNode.TreeOf(all).SelectMany(node => ChoicesOf(node, all, ""))];

    private static IEnumerable<(string Value, string Text)> ChoicesOf(ResourceNode node, IReadOnlyList<ResourceSnapshot> all, string before) =>
        node.Children.SelectMany(child => ChoicesOf(child, all, before + Within)).Prepend((
            node.Resource?.Id ?? node.Name,
            before + (node.Children.Count > 0 ? OfSet(node.Name, node.Children.Count) : Of(node.Resource!, all))));
}
