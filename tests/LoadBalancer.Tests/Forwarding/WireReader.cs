using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>Reads messages that a balancer wrote, which must be well-formed.</summary>
internal sealed class WireReader(Socket socket)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private string _pending = "";

    /// <returns>First line and header lines; null where the connection ends.</returns>
    public async Task<string?> ReadHeadAsync()
    {
        int end;
        while ((end = _pending.IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            if (!await ReceiveAsync())
            {
                return null;
            }
        }

        return Take(end + 4);
    }

    public async Task<WireMessage> ReadBodyAsync(WireMessage message, bool isAnswer, bool hasBody)
    {
        var length = message.ValuesOf("Content-Length").Select(value => long.Parse(value, CultureInfo.InvariantCulture)).FirstOrDefault(-1);
        var isChunked = message.ValuesOf("Transfer-Encoding").Any();
        var body = !hasBody ? ""
            : isChunked ? await ReadChunksAsync()
            : length >= 0 ? await ReadAsync((int)length)
            : isAnswer ? await ReadToEndAsync()
            : "";
        return message with { Body = body ?? "", IsCut = body is null };
    }

    private async Task<string?> ReadChunksAsync()
    {
        var body = new StringBuilder();
        while (await ReadLineAsync() is { } line)
        {
            if (int.Parse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is not (> 0 and var size))
            {
                return await ReadTrailersAsync() ? body.ToString() : null;
            }

            if (await ReadAsync(size + 2) is not { } chunk)
            {
                return null;
            }

            body.Append(chunk, 0, size);
        }

        return null;
    }

    // Only one of the two ways passes them on, so they are not compared.
    private async Task<bool> ReadTrailersAsync()
    {
        while (await ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<string?> ReadLineAsync()
    {
        int end;
        while ((end = _pending.IndexOf("\r\n", StringComparison.Ordinal)) < 0)
        {
            if (!await ReceiveAsync())
            {
                return null;
            }
        }

        return Take(end + 2)[..^2];
    }

    private async Task<string?> ReadAsync(int count)
    {
        while (_pending.Length < count)
        {
            if (!await ReceiveAsync())
            {
                return null;
            }
        }

        return Take(count);
    }

    private async Task<string> ReadToEndAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return Take(_pending.Length);
    }

    private string Take(int count)
    {
        var taken = _pending[..count];
        _pending = _pending[count..];
        return taken;
    }

    private async Task<bool> ReceiveAsync()
    {
        var count = await socket.ReceiveAsync(_buffer);
        _pending += Encoding.Latin1.GetString(_buffer, 0, count);
        return count > 0;
    }
}
