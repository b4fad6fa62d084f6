using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>
/// Passes a request's body on as it comes, while the answer may already come back. Holds no more of it than one buffer; Kestrel holds the client
/// back meanwhile.
/// </summary>
internal sealed class RequestBody(HttpRequest request, InstanceConnection connection, BodyFraming framing)
{
    private const int BufferSize = 32 * 1024;

    // Size line, end of the chunk, last chunk.
    private const int FramingRoom = 24;

    private readonly PipeReader _client = request.BodyReader;
    private Task _sending = Task.CompletedTask;

    /// <summary>Whether no more of it will be sent.</summary>
    public bool IsOver => _sending.IsCompleted;

    /// <summary>How the client failed to send all of it; null when it did not.</summary>
    public Exception? ClientFailure { get; private set; }

    /// <summary>How the instance failed to take all of it; null when it did not.</summary>
    public Exception? InstanceFailure { get; private set; }

    public void Start() => _sending = SendAsync();

    /// <summary>Sends no more of it. The connection must be closed before.</summary>
    public async ValueTask StopAsync()
    {
        _client.CancelPendingRead();
        await _sending;
    }

    private async Task SendAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await ReadAsync() is { } read && await PassAsync(read, buffer))
            {
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            InstanceFailure = e;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // However it ends, the reading must be ended too: Kestrel then goes on with what the client still sends, and could not otherwise.
    private async ValueTask<bool> PassAsync(ReadResult read, byte[] buffer)
    {
        try
        {
            var rest = read.Buffer;
            while (!read.IsCanceled && (!rest.IsEmpty || read.IsCompleted))
            {
                var part = rest.Slice(0, Math.Min(rest.Length, BufferSize - FramingRoom));
                rest = rest.Slice(part.End);
                var isLast = read.IsCompleted && rest.IsEmpty;
                var hasTrailers = isLast && framing == BodyFraming.Chunked && request.HttpContext.Features.Get<IHttpRequestTrailersFeature>() is { Available: true, Trailers.Count: > 0 };
                await connection.SendAsync(buffer.AsMemory(0, Frame(buffer, part, isLast && !hasTrailers)));
                if (hasTrailers)
                {
                    // The head has long left, so its buffer is free.
                    RequestHead.WriteTrailers(connection.RequestHead, request);
                    await connection.SendAsync(connection.RequestHead.Written);
                }

                if (isLast)
                {
                    return false;
                }
            }

            return !read.IsCanceled;
        }
        finally
        {
            _client.AdvanceTo(read.Buffer.End);
        }
    }

    private async ValueTask<ReadResult?> ReadAsync()
    {
        try
        {
            var read = await _client.ReadAsync();
            connection.Touch();
            return read;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            ClientFailure = e;
            connection.Interrupt(Interruption.RequestBroke);
            return null;
        }
    }

    private int Frame(Span<byte> buffer, ReadOnlySequence<byte> part, bool isLast)
    {
        var length = 0;
        if (framing == BodyFraming.Chunked && !part.IsEmpty)
        {
            Utf8Formatter.TryFormat(part.Length, buffer, out length, 'X');
            length += Copy("\r\n"u8, buffer[length..]);
        }

        part.CopyTo(buffer[length..]);
        length += (int)part.Length;
        if (framing == BodyFraming.Chunked)
        {
            length += part.IsEmpty ? 0 : Copy("\r\n"u8, buffer[length..]);
            length += isLast ? Copy("0\r\n\r\n"u8, buffer[length..]) : 0;
        }

        return length;
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> to)
    {
        bytes.CopyTo(to);
        return bytes.Length;
    }
}
