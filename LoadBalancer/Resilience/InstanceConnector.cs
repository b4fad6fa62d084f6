using System.Net;
using System.Net.Sockets;
using Mesh.LoadBalancer.Configuration;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>
/// Opens connections to instances. Own code only so that a connection that never came about is told apart, without doubt, from one that broke:
/// <see cref="SocketsHttpHandler"/> reports its own connect timeout like any cancellation.
/// </summary>
internal sealed class InstanceConnector(LoadBalancerOptions options, TimeProvider time)
{
    private readonly TimeSpan _timeout = options.ConnectTimeout;

    /// <exception cref="ConnectFailedException">No connection came about in time.</exception>
    public async ValueTask<Socket> ConnectAsync(EndPoint address, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var socket = address is IPEndPoint
            ? new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(address, either.Token);
            return socket;
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e switch
            {
                SocketException refused => new ConnectFailedException(refused.Message, refused),
                OperationCanceledException when deadline.IsCancellationRequested =>
                    new ConnectFailedException($"No connection within {_timeout.TotalSeconds:0.###} s."),
                _ => e,
            };
        }
    }
}
