using Mesh.Dashboard.Resources;

namespace Mesh.Dashboard.Pages.Resources;

/// <summary>Where the boxes and arrows of the resource graph stand: those who need others to the left of what they need. All lengths in pixels.</summary>
internal sealed record GraphLayout(IReadOnlyList<GraphBox> Boxes, IReadOnlyList<GraphArrow> Arrows, int Width, int Height)
{
    private const int ColumnGap = 110;
    private const int RowGap = 28;
    private const int Margin = 24;
    private const int NarrowMargin = 12;
    private const int NarrowWidth = 350;

    /// <summary>Lays out the nodes of the resource table.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="isNarrow">Whether all boxes stand one below the other, as on a phone, rather than in columns.</param>
    public static GraphLayout Of(IReadOnlyList<ResourceNode> nodes, bool isNarrow = false)
    {
        var needs = NeedsOf(nodes);
        var depths = nodes.ToDictionary(node => node.Name, node => DepthOf(node.Name, needs, []), StringComparer.OrdinalIgnoreCase);
        var deepest = depths.Values.DefaultIfEmpty().Max();
        var needed = needs.Values.SelectMany(targets => targets.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var columns = nodes.GroupBy(node => depths[node.Name] == 0 && !needed.Contains(node.Name) ? 0 : deepest - depths[node.Name]);
        var boxes = (isNarrow
                ? Column(NarrowMargin, columns.OrderBy(column => column.Key).SelectMany(column => column))
                : columns.SelectMany(column => Column(Margin + column.Key * (GraphBox.Width + ColumnGap), column)))
            .ToDictionary(box => box.Node.Name, StringComparer.OrdinalIgnoreCase);
        var arrows = needs
            .SelectMany(from => from.Value.Select(to => (From: boxes[from.Key], To: boxes[to.Key], Kind: to.Value)))
            .GroupBy(arrow => arrow.To)
            .SelectMany(same => same.OrderBy(arrow => arrow.From.Top).Select((arrow, index) =>
                new GraphArrow(arrow.From, arrow.To, arrow.Kind, index - (same.Count() - 1) / 2.0)));
        return new(
            [.. boxes.Values], [.. arrows],
            isNarrow ? NarrowWidth : boxes.Values.Select(box => box.Left + GraphBox.Width).DefaultIfEmpty().Max() + Margin,
            boxes.Values.Select(box => box.Top + box.Height).DefaultIfEmpty().Max() + Margin);
    }

    private static IEnumerable<GraphBox> Column(int left, IEnumerable<ResourceNode> nodes)
    {
        var top = Math.Min(left, Margin);
        foreach (var node in nodes)
        {
            var box = new GraphBox(node, left, top);
            top += box.Height + RowGap;
            yield return box;
        }
    }

    // Of several relations to the same resource one arrow is shown: a reference says more than a wait.
    private static Dictionary<string, Dictionary<string, string>> NeedsOf(IReadOnlyList<ResourceNode> nodes)
    {
        var owners = nodes.SelectMany(node => Within(node).Select(name => (name, node.Name))).DistinctBy(pair => pair.name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(pair => pair.name, pair => pair.Name, StringComparer.OrdinalIgnoreCase);
        return nodes.ToDictionary(
            node => node.Name,
            node => ResourcesOf(node)
                .SelectMany(resource => resource.Relationships)
                .Where(relation => relation.Kind != "Parent" && owners.TryGetValue(relation.Target, out var owner) && owner != node.Name)
                .GroupBy(relation => owners[relation.Target], StringComparer.OrdinalIgnoreCase)
                .ToDictionary(same => same.Key, same => same.Min(relation => relation.Kind)!, StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<ResourceSnapshot> ResourcesOf(ResourceNode node) =>
        node.Children.SelectMany(ResourcesOf).Prepend(node.Resource!).Where(resource => resource is not null);

    private static IEnumerable<string> Within(ResourceNode node) => node.Children.SelectMany(Within).Prepend(node.Name);

    private static int DepthOf(string name, Dictionary<string, Dictionary<string, string>> needs, HashSet<string> path)
    {
        // A circle ends where it closes.
        if (!path.Add(name))
        {
            return 0;
        }

        var depth = needs[name].Keys.Select(target => 1 + DepthOf(target, needs, path)).DefaultIfEmpty().Max();
        path.Remove(name);
        return depth;
    }
}
