using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Mesh.Tests.Kit.Load;

namespace Mesh.Bench.Churn;

/// <summary>Clients that each download for seconds, at the pace of a slow line, again and again.</summary>
internal sealed class Downloads
{
    private const int Size = 8 * 1024 * 1024;
    private const int Part = 64 * 1024;
    private const int PerSecond = 2 * 1024 * 1024;

    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task<List<Exchange>>> _running;

    public Downloads(Uri address, int clients) => _running = [.. Enumerable.Range(0, clients).Select(_ => Task.Run(() => RunAsync(address)))];

    /// <summary>Lets those under way end.</summary>
    public async Task<IReadOnlyList<Exchange>> StopAsync()
    {
        await _ending.CancelAsync();
        return [.. (await Task.WhenAll(_running)).SelectMany(exchanges => exchanges)];
    }

    private async Task<List<Exchange>> RunAsync(Uri address)
    {
        var exchanges = new List<Exchange>();
        while (!_ending.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            var failure = await DownloadAsync(address);
            exchanges.Add(new(begun, Stopwatch.GetElapsedTime(begun), failure));
        }

        return exchanges;
    }

    private static async Task<string?> DownloadAsync(Uri address)
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = Part };
            await socket.ConnectAsync(address.Host, address.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /bytes/{Size} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n"));
            var buffer = new byte[Part];
            var (received, head) = (0L, 0);
            var begun = Stopwatch.GetTimestamp();
            for (int count; (count = await socket.ReceiveAsync(buffer)) > 0; received += count)
            {
                head = head > 0 ? head : buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8) + 4;
                var ahead = TimeSpan.FromSeconds((double)received / PerSecond) - Stopwatch.GetElapsedTime(begun);
                if (ahead > TimeSpan.Zero)
                {
                    await Task.Delay(ahead);
                }
            }

            return received - head == Size ? null : $"{received - head} of {Size} bytes came.";
        }
        catch (SocketException e)
        {
            return e.Message;
        }
    }
}
