namespace Mesh.Dashboard.Resources;

/// <summary>What resources are called where each must be told from all others.</summary>
internal static class ResourceTitles
{
    /// <summary>The display name; the id for one that shares its name.</summary>
    public static string Of(ResourceSnapshot resource, IReadOnlyList<ResourceSnapshot> all) =>
        all.Count(other => other.DisplayName.Equals(resource.DisplayName, StringComparison.OrdinalIgnoreCase)) > 1 ? resource.Id : resource.DisplayName;
}
