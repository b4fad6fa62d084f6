using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Pages.Traces;

/// <summary>A span and its place in the waterfall.</summary>
/// <param name="Span">The span.</param>
/// <param name="Level">How many spans stand above it.</param>
/// <param name="Descendants">How many spans stand below it.</param>
internal sealed record SpanNode(Span Span, int Level, int Descendants)
{
    /// <summary>All spans, each followed by those that it caused. A span whose cause is not kept stands at the top.</summary>
    public static IReadOnlyList<SpanNode> Of(IReadOnlyList<Span> spans)
    {
        var ids = spans.Select(span => span.Id).ToHashSet();
        var children = spans.Where(span => HasParent(span)).ToLookup(span => span.ParentId!.Value);
        var nodes = new List<SpanNode>();
        var placed = new HashSet<SpanId>();
        foreach (var root in spans.Where(span => !HasParent(span)).Concat(spans))
        {
            Place(root, 0);
        }

        return nodes;

        bool HasParent(Span span) => span.ParentId is { } parent && parent != span.Id && ids.Contains(parent);

        // A span that was placed is not placed again: spans that cause each other would never end.
        int Place(Span span, int level)
        {
            if (!placed.Add(span.Id))
            {
                return 0;
            }

            var at = nodes.Count;
            nodes.Add(new(span, level, 0));
            var below = children[span.Id].Sum(child => Place(child, Math.Min(level + 1, 100)));
            nodes[at] = nodes[at] with { Descendants = below };
            return below + 1;
        }
    }
}
