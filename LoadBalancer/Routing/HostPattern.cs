using System.IO.Enumeration;

namespace Mesh.LoadBalancer.Routing;

/// <summary>A host name with <c>*</c> in it, which stands for any text, dots included, as with fabio.</summary>
internal sealed record HostPattern(string Text)
{
    public bool Matches(ReadOnlySpan<char> host) => FileSystemName.MatchesSimpleExpression(Text, host, ignoreCase: true);

    /// <summary>Sorts the more specific first: names grow specific to the left, so fabio compares them from their ends (fabio issue 506).</summary>
    public static int MoreSpecificFirst(HostPattern one, HostPattern other) => string.CompareOrdinal(Reverse(other.Text), Reverse(one.Text));

    private static string Reverse(string text) => string.Create(text.Length, text, static (reversed, original) =>
    {
        original.CopyTo(reversed);
        reversed.Reverse();
    });
}
