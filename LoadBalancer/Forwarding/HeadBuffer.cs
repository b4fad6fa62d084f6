using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Mesh.LoadBalancer.Protocols;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>The bytes of a request's head while it is written; kept with a connection and used again.</summary>
internal sealed class HeadBuffer
{
    private const int Usual = 2048;

    private byte[] _bytes = new byte[Usual];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Writes text as a head carries it: <see cref="FieldText"/>.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        if (Ascii.FromUtf16(text, Room(text.Length), out var written) == OperationStatus.Done)
        {
            _length += written;
        }
        else
        {
            _length += FieldText.Encoding.GetBytes(text, Room(text.Length));
        }
    }

    public void Write(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        _length += written;
    }

    /// <summary>Writes <c>name: value</c> and the end of the line.</summary>
    public void WriteField(string name, string value)
    {
        Write(name);
        Write(": "u8);
        Write(value);
        Write("\r\n"u8);
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        return _bytes.AsSpan(_length);
    }
}
