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

    /// <summary>A new one, of a trace that nobody else has.</summary>
    public static string New() => string.Create(FlagsAt + 3, Random.Shared, static (text, random) =>
    {
        Span<byte> ids = stackalloc byte[TraceIdBytes + SpanIdBytes];
        random.NextBytes(ids);

        // Ids of nothing but zeros are invalid.
        ids[0] |= 1;
        ids[TraceIdBytes] |= 1;
        "00-".CopyTo(text);
        Convert.TryToHexStringLower(ids[..TraceIdBytes], text[TraceIdAt..], out _);
        text[SpanIdAt - 1] = '-';
        Convert.TryToHexStringLower(ids[TraceIdBytes..], text[SpanIdAt..], out _);
        "-00".CopyTo(text[FlagsAt..]);
    });
}
