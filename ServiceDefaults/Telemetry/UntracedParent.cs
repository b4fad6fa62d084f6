using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace Mesh.ServiceDefaults.Telemetry;

/// <summary>
/// A <c>traceparent</c> that says: this request is not traced. Whoever gets the request passed on must not decide anew (W3C Trace Context, 3.2.2.5: the
/// sampled flag).
/// </summary>
internal static class UntracedParent
{
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;
    private const int TraceIdAt = 3;
    private const int SpanIdAt = TraceIdAt + (2 * TraceIdBytes) + 1;
    private const int FlagsAt = SpanIdAt + (2 * SpanIdBytes);
    private const string Version = "00-";
    private const string NoFlags = "-00";
    private const int Length = FlagsAt + 3;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether a header is one, of whomever. It is asked of every request, so nothing is made of the header, unlike where its ids are wanted.</summary>
    public static bool Is(StringValues header) =>
        header is [{ Length: Length } text]
        && text.StartsWith(Version, StringComparison.Ordinal) && text.EndsWith(NoFlags, StringComparison.Ordinal) && text[SpanIdAt - 1] == '-'
        && IsId(text.AsSpan(TraceIdAt, 2 * TraceIdBytes)) && IsId(text.AsSpan(SpanIdAt, 2 * SpanIdBytes));

    /// <summary>A new one, of a trace that nobody else has.</summary>
    public static string New() => string.Create(Length, Random.Shared, static (text, random) =>
    {
        Span<byte> ids = stackalloc byte[TraceIdBytes + SpanIdBytes];
        random.NextBytes(ids);

        // Ids of nothing but zeros are invalid.
        ids[0] |= 1;
        ids[TraceIdBytes] |= 1;
        Version.CopyTo(text);
        Convert.TryToHexStringLower(ids[..TraceIdBytes], text[TraceIdAt..], out _);
        text[SpanIdAt - 1] = '-';
        Convert.TryToHexStringLower(ids[TraceIdBytes..], text[SpanIdAt..], out _);
        NoFlags.CopyTo(text[FlagsAt..]);
    });

    private static bool IsId(ReadOnlySpan<char> id) => !id.ContainsAnyExcept(Hex) && id.ContainsAnyExcept('0');
}
