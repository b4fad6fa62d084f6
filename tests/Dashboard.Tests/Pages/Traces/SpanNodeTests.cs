using Mesh.Dashboard.Pages.Traces;
using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Tests.Pages.Traces;

public sealed class SpanNodeTests
{
    [Fact]
    public void Each_span_is_followed_by_those_it_caused()
    {
        var nodes = SpanNode.Of([Span(1), Span(2, 1), Span(3), Span(4, 2), Span(5, 1)]);

        Assert.Equal("1@0+3 2@1+1 4@2+0 5@1+0 3@0+0", Text(nodes));
    }

    [Fact]
    public void A_span_whose_cause_is_missing_stands_at_the_top() => Assert.Equal("2@0+0", Text(SpanNode.Of([Span(2, 1)])));

    [Fact]
    public void Spans_that_cause_each_other_are_shown_once() => Assert.Equal(2, SpanNode.Of([Span(1, 2), Span(2, 1)]).Count);

    private static string Text(IEnumerable<SpanNode> nodes) => string.Join(' ', nodes.Select(node => $"{node.Span.Id.Value}@{node.Level}+{node.Descendants}"));

    private static Span Span(ulong id, ulong? parent = null) => new()
    {
        TraceId = new(1),
        Id = new(id),
        ParentId = parent is { } value ? new SpanId(value) : null,
        Resource = new("web", ""),
        Name = "work",
        Start = DateTime.UnixEpoch,
        Duration = TimeSpan.Zero,
    };
}
