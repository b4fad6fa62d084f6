using System.Buffers.Text;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>Finds the content among the bytes of an answer's body, however they are cut up on the way.</summary>
internal struct ResponseBody
{
    private const int LongestLine = 16 * 1024;

    private readonly BodyFraming _framing;
    private Expects _expects;
    private long _remaining;
    private int _trailerBytes;

    /// <param name="framing">How it is framed.</param>
    /// <param name="length">Its length, with <see cref="BodyFraming.Length"/>.</param>
    public ResponseBody(BodyFraming framing, long length)
    {
        _framing = framing;
        _remaining = length;
        IsWhole = framing == BodyFraming.None || (framing == BodyFraming.Length && length == 0);
    }

    private enum Expects
    {
        ChunkLine,
        Chunk,
        EndOfChunk,
        Trailers,
    }

    /// <summary>Whether all of it has been read.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether it ends where the connection does.</summary>
    public readonly bool EndsWithConnection => _framing == BodyFraming.UntilClose;

    /// <summary>Takes the next content from the front of what has come.</summary>
    /// <param name="bytes">What has come and is not yet consumed.</param>
    /// <param name="consumed">How much of that is done with.</param>
    /// <returns>The content within what is consumed; empty when more bytes are needed, or the body is whole.</returns>
    /// <exception cref="HttpRequestException">The framing is invalid.</exception>
    public ReadOnlySpan<byte> Take(ReadOnlySpan<byte> bytes, out int consumed)
    {
        if (_framing == BodyFraming.Chunked)
        {
            return TakeChunk(bytes, out consumed);
        }

        consumed = _framing == BodyFraming.UntilClose ? bytes.Length : (int)Math.Min(bytes.Length, _remaining);
        _remaining -= consumed;
        IsWhole = _framing == BodyFraming.Length && _remaining == 0;
        return bytes[..consumed];
    }

    private ReadOnlySpan<byte> TakeChunk(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        while (!IsWhole)
        {
            if (_expects == Expects.Chunk)
            {
                var content = bytes[consumed..];
                content = content[..(int)Math.Min(content.Length, _remaining)];
                _remaining -= content.Length;
                consumed += content.Length;
                _expects = _remaining == 0 ? Expects.EndOfChunk : Expects.Chunk;
                return content;
            }

            var end = bytes[consumed..].IndexOf((byte)'\n');
            if (end < 0)
            {
                return bytes.Length - consumed <= LongestLine ? default : throw InvalidAnswer.Because("a line between its chunks is too long");
            }

            ReadLine(bytes.Slice(consumed, end) is [.. var text, (byte)'\r'] ? text : bytes.Slice(consumed, end));
            consumed += end + 1;
        }

        return default;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (line.Contains((byte)'\r'))
        {
            throw InvalidAnswer.Because("a line between its chunks holds a carriage return");
        }

        switch (_expects)
        {
            case Expects.ChunkLine:
                _remaining = SizeOf(line);
                _expects = _remaining > 0 ? Expects.Chunk : Expects.Trailers;
                break;
            case Expects.EndOfChunk:
                _expects = line.IsEmpty ? Expects.ChunkLine : throw InvalidAnswer.Because("a chunk is longer than its size");
                break;
            default:
                ReadTrailer(line);
                break;
        }
    }

    // Kestrel sends no trailers over HTTP/1.1, nor does YARP through it: they are checked and stay behind.
    private void ReadTrailer(ReadOnlySpan<byte> line)
    {
        _trailerBytes += line.Length;
        if (_trailerBytes > ResponseHead.Limit)
        {
            throw InvalidAnswer.TooLarge(ResponseHead.Limit);
        }

        IsWhole = line.IsEmpty ? true : line.IndexOf((byte)':') > 0 ? false : throw InvalidAnswer.Because("a trailer has no name");
    }

    private static long SizeOf(ReadOnlySpan<byte> line)
    {
        if (!Utf8Parser.TryParse(line, out long size, out var read, 'X') || size < 0 || !IsExtension(line[read..]))
        {
            throw InvalidAnswer.Because("a chunk has no valid size");
        }

        return size;
    }

    private static bool IsExtension(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t"u8);
        return rest.IsEmpty || rest[0] == ';';
    }
}
