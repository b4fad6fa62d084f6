using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Mesh.Registrar.Tests.Docker.RealEngine;

/// <summary>Stands between a registrar and an engine's socket: notes every request that leaves the registrar, and cuts connections.</summary>
internal sealed partial class EngineProxy : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-proxy-").FullName;
    private readonly string _engine;
    private readonly Socket _listener = New();
    private readonly ConcurrentDictionary<Socket, bool> _open = [];
    private readonly ConcurrentQueue<string> _sent = new();
    private readonly Task _accepting;
    private volatile bool _isCut;

    public EngineProxy(string dockerHost)
    {
        _engine = new Uri(dockerHost).AbsolutePath;
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "docker.sock")));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>What <c>DOCKER_HOST</c> is for it.</summary>
    public string Host => $"unix://{_folder}/docker.sock";

    /// <summary>The first line of every request, without the query: <c>GET /info</c>.</summary>
    public IReadOnlyList<string> Requests => [.. _sent.SelectMany(text => RequestLine().Matches(text).Select(line => $"{line.Groups[1].Value} {line.Groups[2].Value.Split('?')[0]}"))];

    /// <summary>Ends all connections, and each new one at once, until told otherwise.</summary>
    public void Cut(bool isCut)
    {
        _isCut = isCut;
        foreach (var socket in isCut ? _open.Keys : [])
        {
            socket.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        Cut(true);
        await _accepting;
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The proxy ends.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var engine = New();
        using (client)
        {
            _open[client] = true;
            _open[engine] = true;
            try
            {
                if (!_isCut)
                {
                    await engine.ConnectAsync(new UnixDomainSocketEndPoint(_engine));
                    await Task.WhenAny(CopyAsync(client, engine, _sent.Enqueue), CopyAsync(engine, client, _ => { }));
                }
            }
            catch (SocketException)
            {
                // The engine is away.
            }

            _open.TryRemove(client, out _);
            _open.TryRemove(engine, out _);
        }
    }

    // A request without a body comes in one piece: it is far smaller than the buffer.
    private static async Task CopyAsync(Socket from, Socket to, Action<string> note)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                note(Encoding.Latin1.GetString(buffer, 0, count));
                await to.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private static Socket New() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    [GeneratedRegex(@"^([A-Z]+) (\S+) HTTP/1\.1\r?$", RegexOptions.Multiline)]
    private static partial Regex RequestLine();
}
