namespace Mesh.Dashboard.Pages.Resources;

/// <summary>An arrow from the one that needs to the one that is needed.</summary>
/// <param name="From">Who needs.</param>
/// <param name="To">Who is needed.</param>
/// <param name="Kind">The kind of relation.</param>
/// <param name="Offset">How far from the middle of all arrows that end there, in arrows.</param>
internal sealed record GraphArrow(GraphBox From, GraphBox To, string Kind, double Offset)
{
    private const int Gap = 3;
    private const int BetweenArrows = 11;
    private const int LeastBend = 40;
    private const int MostBend = 130;

    /// <summary>An SVG path: between columns straight across, within a column around the boxes between.</summary>
    public string Path
    {
        get
        {
            var (x1, y1, y2) = (From.Left + GraphBox.Width, From.Middle, (int)(To.Middle + BetweenArrows * Offset));
            if (From.Left == To.Left)
            {
                var around = x1 + Math.Clamp(Math.Abs(y2 - y1) / 3, LeastBend, MostBend);
                return $"M{x1} {y1} C{around} {y1} {around} {y2} {x1 + Gap} {y2}";
            }

            var x2 = To.Left - Gap;
            var bend = Math.Max(LeastBend, (x2 - x1) / 2);
            return $"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}";
        }
    }
}
