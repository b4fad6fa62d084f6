using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Proxying;

/// <summary>One client of a proxy, from its arrival to its end.</summary>
internal sealed class ProxiedConnection(Socket client, BackendSet backends, EndpointProxyOptions options)
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Finds a backend and carries bytes both ways until both sides have ended, one has failed, or the proxy stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            client.NoDelay = true;
            (Socket? backend, int ahead) = await FindBackendAsync(buffer, cancellationToken);
            if (backend is null)
            {
                client.Close(0);
                return;
            }

            await Task.WhenAll(CopyAsync(client, backend, buffer, ahead, cancellationToken), AnswerAsync(backend, cancellationToken));
            client.Dispose();
            backend.Dispose();
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            client.Close(0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A connected backend (null when the client left or was held for too long) and how many bytes of the client were read meanwhile.</summary>
    private async Task<(Socket? Backend, int Ahead)> FindBackendAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        BackendSet.Snapshot snapshot = backends.Current;
        if (await TryConnectAsync(snapshot, cancellationToken) is { } first)
        {
            return (first, 0);
        }

        using CancellationTokenSource held = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        HeldClient waiting = new(client, buffer, held.Token);
        Task limit = Task.Delay(options.Hold, options.Time, held.Token);
        Socket? backend = null;
        try
        {
            while (backend is null && !waiting.Left.IsCompleted && !limit.IsCompleted)
            {
                Task retry = snapshot.Addresses.IsEmpty ? limit : Task.Delay(options.Retry, options.Time, held.Token);
                await Task.WhenAny(snapshot.Replaced, retry, waiting.Left, limit);
                snapshot = backends.Current;
                backend = await TryConnectAsync(snapshot, cancellationToken);
            }
        }
        finally
        {
            await held.CancelAsync();
            await waiting.Left; // The buffer is its own until then.
        }

        if (waiting.HasLeft)
        {
            backend?.Close(0);
            backend = null;
        }

        return (backend, waiting.Count);
    }

    private async Task<Socket?> TryConnectAsync(BackendSet.Snapshot snapshot, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EndPoint[] addresses = [.. snapshot.Addresses];
        options.Random.Shuffle(addresses);
        foreach (EndPoint address in addresses)
        {
            Socket backend = address is IPEndPoint ? new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) : new(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                backend.NoDelay = true;
                await backend.ConnectAsync(address, cancellationToken);

                // A free port in the range of outgoing ones can connect to itself. (Asking for the remote end fails when it has reset already.)
                if (((IPEndPoint)backend.LocalEndPoint!).Port != Port(address))
                {
                    return backend;
                }

                backend.Close(0);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                backend.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return null;
    }

    private static int Port(EndPoint address) => address is DnsEndPoint named ? named.Port : ((IPEndPoint)address).Port;

    private async Task AnswerAsync(Socket backend, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        await CopyAsync(backend, client, buffer, 0, cancellationToken);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Carries bytes one way; the end of one side is passed on as a half-close, a failure resets both.</summary>
    private static async Task CopyAsync(Socket from, Socket to, byte[] buffer, int count, CancellationToken cancellationToken)
    {
        try
        {
            do
            {
                for (int sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), cancellationToken);
                }

                count = await from.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            }
            while (count > 0);

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            from.Close(0);
            to.Close(0);
        }
    }
}
