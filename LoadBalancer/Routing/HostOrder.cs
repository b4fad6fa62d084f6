namespace Mesh.LoadBalancer.Routing;

/// <summary>The order in which patterns of hosts are tried.</summary>
internal static class HostOrder
{
    /// <summary>Sorts the more specific first: names grow specific to the left, so fabio compares them from their ends (fabio issue 506).</summary>
    public static int MoreSpecificFirst(string one, string other) => string.CompareOrdinal(Reverse(other), Reverse(one));

    private static string Reverse(string text) => string.Create(text.Length, text, static (reversed, original) =>
    {
        original.CopyTo(reversed);
        reversed.Reverse();
    });
}
