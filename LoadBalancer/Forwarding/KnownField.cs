using System.Text;
using Microsoft.Net.Http.Headers;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>A response's header field that is common enough to be recognised without making its name anew.</summary>
/// <param name="Name">Its name as Kestrel knows it.</param>
/// <param name="Index">Its place in tables.</param>
internal sealed record KnownField(string Name, int Index)
{
    private static readonly KnownField?[][] ByLength = Table(
        HeaderNames.AcceptRanges, HeaderNames.AccessControlAllowOrigin, HeaderNames.Age, HeaderNames.Allow, HeaderNames.CacheControl, HeaderNames.Connection,
        HeaderNames.ContentDisposition, HeaderNames.ContentEncoding, HeaderNames.ContentLanguage, HeaderNames.ContentLength, HeaderNames.ContentRange,
        HeaderNames.ContentSecurityPolicy, HeaderNames.ContentType, HeaderNames.Date, HeaderNames.ETag, HeaderNames.Expires, HeaderNames.KeepAlive,
        HeaderNames.LastModified, HeaderNames.Location, HeaderNames.Pragma, HeaderNames.Server, HeaderNames.SetCookie, HeaderNames.StrictTransportSecurity,
        HeaderNames.TransferEncoding, HeaderNames.Vary, HeaderNames.WWWAuthenticate, HeaderNames.XContentTypeOptions, HeaderNames.XFrameOptions,
        HeaderNames.XPoweredBy);

    /// <summary>How many there are.</summary>
    public static int Count { get; private set; }

    public static KnownField ContentLength { get; } = Of(HeaderNames.ContentLength);

    public static KnownField TransferEncoding { get; } = Of(HeaderNames.TransferEncoding);

    public static KnownField Connection { get; } = Of(HeaderNames.Connection);

    public static KnownField KeepAlive { get; } = Of(HeaderNames.KeepAlive);

    public static KnownField StrictTransportSecurity { get; } = Of(HeaderNames.StrictTransportSecurity);

    /// <returns>The field of this name, whatever its case; null when it is none of the known.</returns>
    public static KnownField? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < ByLength.Length)
        {
            foreach (var field in ByLength[name.Length])
            {
                if (Ascii.EqualsIgnoreCase(name, field!.Name))
                {
                    return field;
                }
            }
        }

        return null;
    }

    private static KnownField Of(string name) => Find(Encoding.ASCII.GetBytes(name))!;

    private static KnownField?[][] Table(params string[] names)
    {
        Count = names.Length;
        var table = new KnownField?[names.Max(name => name.Length) + 1][];
        for (var length = 0; length < table.Length; length++)
        {
            table[length] = [.. names.Select((name, index) => new KnownField(name, index)).Where(field => field.Name.Length == length)];
        }

        return table;
    }
}
