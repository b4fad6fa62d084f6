using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Registrar.Docker.Engine;

/// <summary>Opens connections to the engine, over its unix socket or TCP, with TLS where there are certificates.</summary>
internal static class DockerConnection
{
    /// <summary>A handler through which only reading is possible.</summary>
    public static HttpMessageHandler Create(DockerEndpoint endpoint)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
        handler.ConnectCallback = endpoint.Socket is { } path
            ? (_, cancellation) => ConnectAsync(new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), cancellation)
            : (context, cancellation) => ConnectAsync(Watched(), context.DnsEndPoint, cancellation);
        if (endpoint.Certificates is { } folder)
        {
            ConfigureTls(handler.SslOptions, folder);
        }

        return new ReadOnlyHandler(handler);
    }

    // The event stream may be silent for days: only the system's own probes find out that the other end is gone.
    private static Socket Watched()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        return socket;
    }

    private static async ValueTask<Stream> ConnectAsync(Socket socket, System.Net.EndPoint address, CancellationToken cancellation)
    {
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void ConfigureTls(SslClientAuthenticationOptions tls, string folder)
    {
        tls.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        tls.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(Path.Combine(folder, "ca.pem"));
        var own = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        tls.ClientCertificateContext = SslStreamCertificateContext.Create(own, additionalCertificates: null);
    }
}
