using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Mesh.AppHost.Tests;

/// <summary>One HTTP/1.1 connection that is used as it is: unlike .NET's client it never opens another one or sends a request twice.</summary>
internal sealed class RawConnection(TcpClient tcp) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly NetworkStream _stream = tcp.GetStream();
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        return new(tcp);
    }

    /// <exception cref="TimeoutException">There was no whole answer within a minute.</exception>
    public async Task<RawAnswer> GetAsync(string path, params string[] headers)
    {
        _patience.CancelAfter(Patience);
        try
        {
            return await AskAsync(path, headers);
        }
        catch (OperationCanceledException e) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer to GET {path} within {Patience.TotalSeconds:0} s.", e);
        }
        finally
        {
            _patience.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public ValueTask DisposeAsync()
    {
        tcp.Dispose();
        _patience.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<RawAnswer> AskAsync(string path, string[] headers)
    {
        var request = $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n";
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(request), _patience.Token);
        var status = int.Parse((await LineAsync()).Split(' ')[1], CultureInfo.InvariantCulture);
        var length = 0;
        var chunked = false;
        var closes = false;
        for (var line = await LineAsync(); line.Length > 0; line = await LineAsync())
        {
            var (name, value) = (line[..line.IndexOf(':')].ToLowerInvariant(), line[(line.IndexOf(':') + 1)..].Trim());
            length = name == "content-length" ? int.Parse(value, CultureInfo.InvariantCulture) : length;
            chunked |= name == "transfer-encoding" && value == "chunked";
            closes |= name == "connection" && value == "close";
        }

        return new(status, chunked ? await ChunksAsync() : await TextAsync(length), closes);
    }

    private async Task<string> ChunksAsync()
    {
        var text = new StringBuilder();
        for (var size = await SizeAsync(); size > 0; size = await SizeAsync())
        {
            text.Append(await TextAsync(size));
            await LineAsync();
        }

        await LineAsync();
        return text.ToString();

        async Task<int> SizeAsync() => int.Parse(await LineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private async Task<string> LineAsync()
    {
        var line = new StringBuilder();
        for (var c = await ByteAsync(); c != '\n'; c = await ByteAsync())
        {
            line.Append((char)c);
        }

        return line.ToString().TrimEnd('\r');
    }

    private async Task<string> TextAsync(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = await ByteAsync();
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private async ValueTask<byte> ByteAsync()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, await _stream.ReadAsync(_buffer, _patience.Token));
            if (_end == 0)
            {
                throw new IOException("The connection was closed before the answer was complete.");
            }
        }

        return _buffer[_start++];
    }
}

internal sealed record RawAnswer(int Status, string Body, bool Closes)
{
    /// <summary>The instance that answered with the demo service's JSON.</summary>
    public string Instance => Status == 200
        ? JsonDocument.Parse(Body).RootElement.GetProperty("instance").GetString()!
        : throw new InvalidOperationException($"The answer was {Status}: {Body}");
}
