namespace Mesh.Dashboard.Resources;

/// <summary>Orders names as people do: <c>web-2</c> before <c>web-10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Comparer { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var a = Next(ref left);
            var b = Next(ref right);
            var order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0])
                ? CompareNumbers(a.TrimStart('0'), b.TrimStart('0'))
                : a.CompareTo(b, StringComparison.OrdinalIgnoreCase);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length - right.Length;
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => a.Length != b.Length ? a.Length - b.Length : a.SequenceCompareTo(b);

    // The digits, or what is no digit, at the beginning of the rest.
    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var length = char.IsAsciiDigit(rest[0]) ? rest.IndexOfAnyExceptInRange('0', '9') : rest.IndexOfAnyInRange('0', '9');
        var next = length < 0 ? rest : rest[..length];
        rest = rest[next.Length..];
        return next;
    }
}
