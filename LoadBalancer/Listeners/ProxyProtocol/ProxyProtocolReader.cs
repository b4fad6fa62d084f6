using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Listeners.Forwarded;
using Microsoft.AspNetCore.Connections;

namespace Mesh.LoadBalancer.Listeners.ProxyProtocol;

/// <summary>
/// Takes the PROXY header off the connections of trusted proxies and makes the client it names the connection's peer. Without a good header such a
/// connection is closed; everybody else's is left as it is, so that a header of theirs is no HTTP and answered with 400.
/// </summary>
internal sealed partial class ProxyProtocolReader(
    TrustedNetworks trusted, LoadBalancerOptions options, TimeProvider time, ILogger<ProxyProtocolReader> logger)
{
    public async Task ReadAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.RemoteEndPoint is IPEndPoint peer && trusted.Contains(peer.Address))
        {
            if (await TryReadAsync(connection) is not { } header)
            {
                Log.HeaderMissing(logger, peer);
                connection.Abort(new("The connection of a trusted proxy began without a PROXY header."));
                return;
            }

            connection.RemoteEndPoint = header.Client ?? peer;
        }

        await next(connection);
    }

    private async Task<ProxyHeader?> TryReadAsync(ConnectionContext connection)
    {
        using var deadline = new CancellationTokenSource(options.Listeners.HeadersTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, connection.ConnectionClosed);
        try
        {
            return await TryReadAsync(connection.Transport.Input, either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            return null;
        }
    }

    private static async Task<ProxyHeader?> TryReadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var bytes = read.Buffer;
            if (!ProxyHeader.TryRead(bytes.Slice(0, Math.Min(bytes.Length, ProxyHeader.MaxLength)).ToArray(), out var header))
            {
                return null;
            }

            if (header.Length > 0)
            {
                input.AdvanceTo(bytes.GetPosition(header.Length));
                return header;
            }

            input.AdvanceTo(bytes.Start, bytes.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A connection of the trusted proxy {Proxy} was closed: it began without a good PROXY header.",
            EventName = nameof(HeaderMissing))]
        public static partial void HeaderMissing(ILogger logger, IPEndPoint proxy);
    }
}
