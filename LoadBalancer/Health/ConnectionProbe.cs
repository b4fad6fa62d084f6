using System.Net;
using System.Net.Sockets;
using Mesh.LoadBalancer.Configuration;

namespace Mesh.LoadBalancer.Health;

/// <summary>Tries whether an instance can be connected to, without asking it for anything.</summary>
internal sealed class ConnectionProbe(LoadBalancerOptions options, TimeProvider time)
{
    /// <param name="authority"><c>host:port</c>.</param>
    public async Task<bool> ConnectsAsync(string authority)
    {
        var address = new Uri($"tcp://{authority}");
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, time);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(address.IdnHost, address.Port), deadline.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
