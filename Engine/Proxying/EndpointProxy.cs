using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Proxying;

/// <summary>
/// The one address that all replicas of a resource share. Each accepted TCP connection goes to a random backend, as Aspire's own proxy does it;
/// while none accepts it, the client is held.
/// </summary>
internal sealed class EndpointProxy : IAsyncDisposable
{
    /// <summary>How long accepting rests after an error, such as no descriptor being left.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly BackendSet _backends = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = [];
    private readonly IReadOnlyList<Socket> _listeners;
    private readonly EndpointProxyOptions _options;
    private readonly Task _accepting;

    private EndpointProxy(IReadOnlyList<Socket> listeners, EndpointProxyOptions options)
    {
        _listeners = listeners;
        _options = options;
        Port = ((IPEndPoint)listeners[0].LocalEndPoint!).Port;
        _accepting = Task.WhenAll(listeners.Select(AcceptAsync));
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts listening; until it has backends, clients are held.</summary>
    /// <param name="host"><c>localhost</c> (IPv4 and, where available, IPv6) or an IP address.</param>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">The port is taken or the address is not this machine's. The message names both.</exception>
    public static EndpointProxy Start(string host, int port, EndpointProxyOptions? options = null) =>
        new(LoopbackListener.Listen(host, port), options ?? new EndpointProxyOptions());

    /// <summary>Replaces the backends for new connections (and held ones); established connections stay where they are.</summary>
    public void SetBackends(ImmutableArray<EndPoint> addresses) => _backends.Replace(addresses);

    /// <summary>Stops listening and resets every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (Socket listener in _listeners)
        {
            listener.Dispose();
        }

        await _accepting;
        await Task.WhenAll(_connections.Keys);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Socket client = await listener.AcceptAsync(_stopping.Token);
                Task connection = new ProxiedConnection(client, _backends, _options).RunAsync(_stopping.Token);
                _connections.TryAdd(connection, 0);
                _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
            catch (SocketException) when (!_stopping.IsCancellationRequested)
            {
                await Task.Delay(Rest, _options.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
