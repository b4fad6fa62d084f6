using Mesh.Dashboard.Resources;

namespace Mesh.Dashboard.Pages.Resources;

/// <summary>A box of the resource graph. Lengths in pixels.</summary>
/// <param name="Node">What it shows.</param>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
internal sealed record GraphBox(ResourceNode Node, int Left, int Top)
{
    /// <summary>How wide every box is.</summary>
    public const int Width = 236;

    private const int Head = 68;
    private const int InstanceRow = 32;

    /// <summary>How many instances stand side by side: fewer where their names are long.</summary>
    public int PerRow => Node.Resource is null ? 3 : 4;

    /// <summary>Room for the name and state, and for the instances below.</summary>
    public int Height => Head + (Node.Children.Count + PerRow - 1) / PerRow * InstanceRow;

    /// <summary>Where arrows begin and end: beside the name.</summary>
    public int Middle => Top + Head / 2;
}
