using System.Buffers.Binary;

namespace Mesh.LoadBalancer.Protocols;

/// <summary>Follows where the frames of one direction of a WebSocket end (RFC 6455, 5.2), without looking at what they carry.</summary>
internal sealed class FrameTracker
{
    private const byte CloseOpcode = 0x8;
    private const int LongestHead = 14;

    private readonly byte[] _head = new byte[LongestHead];
    private int _headLength;
    private ulong _payloadLeft;

    /// <summary>Whether everything seen so far ends with the end of a frame.</summary>
    public bool IsAtBoundary => _headLength == 0 && _payloadLeft == 0;

    /// <summary>Whether a close frame has begun.</summary>
    public bool HasClosed { get; private set; }

    /// <summary>Takes bytes in.</summary>
    public void Advance(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[AdvanceToBoundary(bytes)..];
        }
    }

    /// <summary>Takes bytes in up to the end of the frame that they begin or go on with; returns how many.</summary>
    public int AdvanceToBoundary(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length)
        {
            if (_payloadLeft > 0)
            {
                var count = (int)Math.Min(_payloadLeft, (ulong)(bytes.Length - taken));
                _payloadLeft -= (ulong)count;
                taken += count;
            }
            else
            {
                _head[_headLength++] = bytes[taken++];
                ReadHead();
            }

            if (IsAtBoundary)
            {
                break;
            }
        }

        return taken;
    }

    private void ReadHead()
    {
        if (_headLength < 2)
        {
            return;
        }

        var length = _head[1] & 0x7F;
        var lengthBytes = length switch { 126 => 2, 127 => 8, _ => 0 };
        var maskBytes = (_head[1] & 0x80) != 0 ? 4 : 0;
        if (_headLength < 2 + lengthBytes + maskBytes)
        {
            return;
        }

        HasClosed |= (_head[0] & 0x0F) == CloseOpcode;
        _headLength = 0;
        _payloadLeft = lengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(_head.AsSpan(2)),
            8 => BinaryPrimitives.ReadUInt64BigEndian(_head.AsSpan(2)),
            _ => (ulong)length,
        };
    }
}
