using System.Net.Sockets;

namespace Mesh.Registrar.Probing;

/// <summary>Opens a TCP connection and closes it again.</summary>
internal sealed class TcpProbe(TimeProvider time) : IAddressProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<bool> AcceptsAsync(string host, int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await client.ConnectAsync(host, port, either.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
