using Mesh.Dashboard.Resources;

namespace Mesh.Dashboard.Pages.Resources;

/// <summary>Where the boxes and arrows of the resource graph stand: those who need others to the left of what they need. All lengths in pixels.</summary>
internal sealed record GraphLayout(IReadOnlyList<GraphBox> Boxes, IReadOnlyList<GraphArrow> Arrows, int Width, int Height)
{
    public const int BoxWidth = 236;
    private const int ColumnGap = 110;
    private const int RowGap = 28;
    private const int Margin = 24;

    /// <summary>Lays out the nodes of the resource table.</summary>
    public static GraphLayout Of(IReadOnlyList<ResourceNode> nodes)
    {
        var needs = NeedsOf(nodes);
        var depths = nodes.ToDictionary(node => node.Name, node => DepthOf(node.Name, needs, []), StringComparer.OrdinalIgnoreCase);
        var deepest = depths.Values.DefaultIfEmpty().Max();
        var needed = needs.Values.SelectMany(targets => targets.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var boxes = nodes
            .GroupBy(node => depths[node.Name] == 0 && !needed.Contains(node.Name) ? 0 : deepest - depths[node.Name])
            .SelectMany(column => Column(column.Key, column))
            .ToDictionary(box => box.Node.Name, StringComparer.OrdinalIgnoreCase);
        var arrows = needs
            .SelectMany(from => from.Value.Select(to => (From: boxes[from.Key], To: boxes[to.Key], Kind: to.Value)))
            .GroupBy(arrow => arrow.To)
            .SelectMany(same => same.OrderBy(arrow => arrow.From.Top).Select((arrow, index) =>
                new GraphArrow(arrow.From, arrow.To, arrow.Kind, index - (same.Count() - 1) / 2.0)));
        return new(
            [.. boxes.Values], [.. arrows],
            boxes.Values.Select(box => box.Left + BoxWidth).DefaultIfEmpty().Max() + Margin,
            boxes.Values.Select(box => box.Top + box.Height).DefaultIfEmpty().Max() + Margin);
    }

    private static IEnumerable<GraphBox> Column(int column, IEnumerable<ResourceNode> nodes)
    {
        var top = Margin;
        foreach (var node in nodes)
        {
            var box = new GraphBox(node, Margin + column * (BoxWidth + ColumnGap), top);
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

/// <summary>A box of the graph.</summary>
/// <param name="Node">What it shows.</param>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
internal sealed record GraphBox(ResourceNode Node, int Left, int Top)
{
    private const int PerRow = 4;

    /// <summary>Room for the name and state, and for the instances below.</summary>
    public int Height => 68 + (Node.Children.Count + PerRow - 1) / PerRow * 32;
}

/// <summary>An arrow from the one that needs to the one that is needed.</summary>
/// <param name="From">Who needs.</param>
/// <param name="To">Who is needed.</param>
/// <param name="Kind">The kind of relation.</param>
/// <param name="Offset">How far from the middle of all arrows that end there, in arrows.</param>
internal sealed record GraphArrow(GraphBox From, GraphBox To, string Kind, double Offset)
{
    /// <summary>An SVG path.</summary>
    public string Path
    {
        get
        {
            var (x1, y1, x2, y2) = (From.Left + GraphLayout.BoxWidth, From.Top + 34, To.Left - 3, (int)(To.Top + 34 + 11 * Offset));
            var bend = Math.Max(40, (x2 - x1) / 2);
            return $"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}";
        }
    }
}
