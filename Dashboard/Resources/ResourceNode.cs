using System.Globalization;

namespace Mesh.Dashboard.Resources;

/// <summary>A row of the resource table: a resource, or a name that several replicas share, with what stands under it.</summary>
/// <param name="Name">The name under which others refer to it.</param>
/// <param name="Resource">The resource itself; <see langword="null"/> for a name that several replicas share.</param>
/// <param name="Children">Instances and other resources that belong to it.</param>
public sealed record ResourceNode(string Name, ResourceSnapshot? Resource, IReadOnlyList<ResourceNode> Children)
{
    /// <summary>How many of the children run.</summary>
    public int Running => Children.Count(child => child.Resource?.State == "Running");

    /// <summary>
    /// The children worth a row: not those that were never started and, of a set that says how many shall run (property <c>replicas.wanted</c>), not
    /// those beyond that number that have ended.
    /// </summary>
    public IReadOnlyList<ResourceNode> Needed => [.. Children.Where((child, index) => child.Resource?.State switch
    {
        "NotStarted" => false,
        "Finished" or "Exited" or "FailedToStart" => index < Wanted,
        _ => true,
    })];

    private int Wanted =>
        int.TryParse(Resource?.Properties.FirstOrDefault(property => property.Name == "replicas.wanted")?.Value, CultureInfo.InvariantCulture, out var wanted)
            ? wanted : Children.Count;

    /// <summary>Puts resources under their parents, and replicas under the name they share.</summary>
    public static IReadOnlyList<ResourceNode> TreeOf(IReadOnlyList<ResourceSnapshot> resources)
    {
        var names = resources.Select(resource => resource.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var children = resources.Where(HasParent).ToLookup(resource => resource.Parent!, StringComparer.OrdinalIgnoreCase);
        return NodesOf(resources.Where(resource => !HasParent(resource)));

        bool HasParent(ResourceSnapshot resource) =>
            resource.Parent is { } parent && names.Contains(parent) && !parent.Equals(resource.Name, StringComparison.OrdinalIgnoreCase);

        List<ResourceNode> NodesOf(IEnumerable<ResourceSnapshot> level) => [.. level
            .GroupBy(resource => resource.Name, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.ToArray() is [var only]
                ? new ResourceNode(only.Name, only, NodesOf(children[only.Name]))
                : new ResourceNode(same.Key, null, [.. same.Select(replica => new ResourceNode(replica.Name, replica, [])), .. NodesOf(children[same.Key])]))];
    }
}
