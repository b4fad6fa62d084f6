using System.Net.Sockets;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>
/// Opens connections to instances. Own code only so that a connection that never came about is told apart, without doubt, from one that broke:
/// <see cref="SocketsHttpHandler"/> reports its own connect timeout like any cancellation.
/// </summary>
internal sealed class InstanceConnector(TimeSpan timeout, TimeProvider time)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e switch
            {
                SocketException refused => new ConnectFailedException(refused.Message, refused),
                OperationCanceledException when deadline.IsCancellationRequested =>
                    new ConnectFailedException($"No connection within {timeout.TotalSeconds:0.###} s."),
                _ => e,
            };
        }
    }
}
