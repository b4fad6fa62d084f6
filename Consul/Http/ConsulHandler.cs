using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Consul;

/// <summary>Builds the connection pool that all requests of a client share.</summary>
internal static class ConsulHandler
{
    // Long enough to reuse connections, short enough to follow a changed DNS entry.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    // Consul allows a client address 200 by default (http_max_conns_per_client) and resets what comes above.
    private const int MostConnections = 190;

    public static SocketsHttpHandler Create(ConsulOptions options, ConsulAddress address)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirect would carry the token to another host.
            AllowAutoRedirect = false,
            ConnectTimeout = options.Timeout,
            MaxConnectionsPerServer = MostConnections,
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new SendOnceStream(context.PlaintextStream)),
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
            UseProxy = address.Socket is null && !address.Base.IsLoopback,
        };
        if (address.Socket is { } socket)
        {
            handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(socket, cancellationToken);
        }

        ConfigureTls(handler.SslOptions, options);
        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void ConfigureTls(SslClientAuthenticationOptions tls, ConsulOptions options)
    {
        if (options.CaCertificate is { } authorities)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(authorities);
        }

        if (options is { ClientCertificate: { } certificate, ClientKey: { } key })
        {
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(Load(certificate, key), additionalCertificates: null);
        }
    }

    private static X509Certificate2 Load(string certificate, string key)
    {
        var loaded = X509Certificate2.CreateFromPemFile(certificate, key);
        if (!OperatingSystem.IsWindows())
        {
            return loaded;
        }

        // Windows' TLS cannot use a key that exists in memory only.
        using (loaded)
        {
            return X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
