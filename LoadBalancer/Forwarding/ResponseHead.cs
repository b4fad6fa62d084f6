using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Mesh.LoadBalancer.Protocols;
using Microsoft.Extensions.Primitives;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>Reads the head of an answer into the client's response. Belongs to a connection.</summary>
/// <param name="recent">What the instance said last.</param>
internal sealed class ResponseHead(RecentValues recent)
{
    /// <summary>The largest head that is read, in bytes; YARP's HTTP client has the same limit.</summary>
    public const int Limit = 64 * 1024;

    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~"u8);

    private ulong _seen;
    private bool _appends;
    private string? _connection;

    public StatusLine Line { get; private set; }

    /// <summary>The body's length; null when it is not given.</summary>
    public long? ContentLength { get; private set; }

    public bool IsChunked { get; private set; }

    /// <summary>Whether the instance keeps the connection.</summary>
    public bool KeepsConnection { get; private set; }

    /// <summary>For how many seconds it says it does; null when it does not say.</summary>
    public int? KeepAliveSeconds { get; private set; }

    /// <summary>Finds out whether a whole head is there.</summary>
    /// <param name="bytes">What has come so far.</param>
    /// <param name="scanned">How much of it was looked at before; is moved on.</param>
    /// <exception cref="HttpRequestException">It is too large.</exception>
    public static bool IsWhole(ReadOnlySpan<byte> bytes, ref int scanned)
    {
        while (bytes[scanned..].IndexOf((byte)'\n') is >= 0 and var found)
        {
            var next = scanned + found + 1;
            if (next < bytes.Length && (bytes[next] == '\n' || (bytes[next] == '\r' && next + 1 < bytes.Length && bytes[next + 1] == '\n')))
            {
                return next <= Limit ? true : throw InvalidAnswer.TooLarge(Limit);
            }

            if (next + 1 >= bytes.Length)
            {
                break;
            }

            scanned = next;
        }

        return bytes.Length <= Limit ? false : throw InvalidAnswer.TooLarge(Limit);
    }

    /// <summary>Reads the status line of a whole head.</summary>
    /// <returns>Its length.</returns>
    public int ReadLine(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        Line = StatusLine.Parse(WithoutReturn(bytes[..end]));
        return end + 1;
    }

    /// <summary>Reads the fields of a whole head, up to and with the empty line.</summary>
    /// <param name="bytes">Where they begin; folded lines are unfolded in place (RFC 9112, 5.2).</param>
    /// <param name="into">Gets the fields that are passed on; null to read past them.</param>
    /// <returns>Their length.</returns>
    public int ReadFields(Span<byte> bytes, IHeaderDictionary? into)
    {
        ContentLength = null;
        IsChunked = false;
        KeepsConnection = !Line.IsHttp10;
        KeepAliveSeconds = null;
        _seen = 0;
        _connection = null;
        _appends = into is { Count: > 0 };
        var position = 0;
        while (true)
        {
            var rest = bytes[position..];
            if (rest[0] == '\n' || (rest[0] == '\r' && rest[1] == '\n'))
            {
                if (_connection is not null && into is not null)
                {
                    ConnectionFields.Drop(into, _connection);
                }

                return position + (rest[0] == '\n' ? 1 : 2);
            }

            var end = EndOfField(rest);
            ReadField(WithoutReturn(rest[..end]), into);
            position += end + 1;
        }
    }

    private static int EndOfField(Span<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        while (rest[end + 1] is (byte)' ' or (byte)'\t')
        {
            rest[end] = (byte)' ';
            if (end > 0 && rest[end - 1] == '\r')
            {
                rest[end - 1] = (byte)' ';
            }

            end += 1 + rest[(end + 1)..].IndexOf((byte)'\n');
        }

        return end;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line is [.. var text, (byte)'\r'] ? text : line;

    private void ReadField(ReadOnlySpan<byte> line, IHeaderDictionary? into)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon > 0 ? line[..colon].TrimEnd((byte)' ') : [];
        if (name.IsEmpty || name.ContainsAnyExcept(TokenBytes))
        {
            throw InvalidAnswer.Because("a header line has no valid name");
        }

        var value = line[(colon + 1)..].Trim(" \t"u8);
        if (KnownField.Find(name) is { } known)
        {
            ReadKnown(known, value, into);
        }
        else if (into is not null && Encoding.ASCII.GetString(name) is var text && !HopByHop.Contains(text))
        {
            into[text] = into.TryGetValue(text, out var before) ? StringValues.Concat(before, FieldText.Encoding.GetString(value)) : FieldText.Encoding.GetString(value);
        }
    }

    private void ReadKnown(KnownField field, ReadOnlySpan<byte> value, IHeaderDictionary? into)
    {
        var isRepeated = (_seen & (1UL << field.Index)) != 0;
        _seen |= 1UL << field.Index;
        if (field == KnownField.ContentLength)
        {
            ContentLength = !isRepeated && LengthOf(value) is { } length ? length : throw InvalidAnswer.Because("its Content-Length is no number");
        }
        else if (field == KnownField.TransferEncoding)
        {
            IsChunked = !isRepeated && !Line.IsHttp10 && Ascii.EqualsIgnoreCase(value, "chunked"u8)
                ? true : throw InvalidAnswer.Because("its Transfer-Encoding is not 'chunked'");
        }
        else if (field == KnownField.Connection)
        {
            KeepsConnection &= !Lists(value, "close"u8);
            if (!Ascii.EqualsIgnoreCase(value, "keep-alive"u8) && !Ascii.EqualsIgnoreCase(value, "close"u8))
            {
                _connection = $"{_connection},{Encoding.ASCII.GetString(value)}";
            }
        }
        else if (field == KnownField.KeepAlive)
        {
            ReadKeepAlive(value);
        }
        else if (into is not null)
        {
            Pass(field, recent.TextOf(field, value), isRepeated, into);
        }
    }

    private void Pass(KnownField field, string value, bool isRepeated, IHeaderDictionary into)
    {
        if (!isRepeated && !_appends)
        {
            into[field.Name] = value;
        }
        else if (isRepeated || field != KnownField.StrictTransportSecurity || !into.ContainsKey(field.Name))
        {
            into[field.Name] = StringValues.Concat(into[field.Name], value);
        }
    }

    private static long? LengthOf(ReadOnlySpan<byte> value) =>
        value is [>= (byte)'0' and <= (byte)'9', ..] && Utf8Parser.TryParse(value, out long length, out var read) && read == value.Length ? length : null;

    private void ReadKeepAlive(ReadOnlySpan<byte> value)
    {
        const string Timeout = "timeout=";
        foreach (var range in value.Split((byte)','))
        {
            var option = value[range].Trim(" \t"u8);
            if (option.Length > Timeout.Length && Ascii.EqualsIgnoreCase(option[..Timeout.Length], Timeout)
                && Utf8Parser.TryParse(option[Timeout.Length..], out int seconds, out _) && seconds >= 0)
            {
                KeepAliveSeconds = seconds;
            }
        }
    }

    private static bool Lists(ReadOnlySpan<byte> value, ReadOnlySpan<byte> wanted)
    {
        foreach (var range in value.Split((byte)','))
        {
            if (Ascii.EqualsIgnoreCase(value[range].Trim(" \t"u8), wanted))
            {
                return true;
            }
        }

        return false;
    }
}
