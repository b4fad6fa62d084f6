using System.Net.Sockets;
using System.Text;

namespace Mesh.Tests.Kit.Load;

/// <summary>
/// One HTTP/1.1 connection, kept over many requests. Repeats nothing: .NET's own client would send a GET again whose reused connection was closed.
/// </summary>
public sealed class KeptConnection(Uri address) : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] EndOfChunks = "\r\n0\r\n\r\n"u8.ToArray();

    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;

    /// <summary>Sends one request and waits for its answer, over a new connection when the last one ended with an answer or in failure.</summary>
    /// <param name="request">The request as it goes out.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Null when the whole answer came, with status 200; else what went wrong.</returns>
    public async Task<string?> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            _socket ??= await ConnectAsync(cancellationToken);
            await _socket.SendAsync(request, SocketFlags.None, cancellationToken);
            var failure = await ReceiveAsync(_socket, cancellationToken);
            if (failure is not null)
            {
                Dispose();
            }

            return failure;
        }
        catch (SocketException e)
        {
            Dispose();
            return e.Message;
        }
        catch (OperationCanceledException)
        {
            Dispose();
            return "No answer came.";
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<string?> ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        var (count, whole) = (0, -1);
        while (whole < 0 || count < whole)
        {
            var read = await socket.ReceiveAsync(_buffer.AsMemory(count), SocketFlags.None, cancellationToken);
            if (read == 0)
            {
                return $"The connection ended after {count} bytes of an answer.";
            }

            count += read;
            whole = whole < 0 ? LengthOf(_buffer.AsSpan(0, count)) : whole;
        }

        var head = Head(_buffer.AsSpan(0, count));
        if (head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase))
        {
            Dispose();
        }

        return count > whole ? "More than one answer came."
            : head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) ? null
            : Encoding.Latin1.GetString(_buffer, 0, count);
    }

    // -1 while that cannot be said yet: a chunked answer is whole when its last chunk has come.
    private static int LengthOf(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf(EndOfHead);
        if (end < 0)
        {
            return -1;
        }

        const string Field = "\r\nContent-Length: ";
        var head = Head(received);
        var start = head.IndexOf(Field, StringComparison.OrdinalIgnoreCase) + Field.Length;
        return start >= Field.Length ? end + EndOfHead.Length + int.Parse(head[start..].Split('\r')[0], null)
            : received.EndsWith(EndOfChunks) ? received.Length
            : -1;
    }

    private static string Head(ReadOnlySpan<byte> received) => Encoding.Latin1.GetString(received[..received.IndexOf(EndOfHead)]);
}
