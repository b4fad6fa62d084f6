using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Protocols;
using Mesh.LoadBalancer.Telemetry;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>Gives every cluster the same HTTP client: connections belong to addresses, not to routes, and a thousand routes need no thousand pools.</summary>
internal sealed class InstanceClientFactory : IForwarderHttpClientFactory, IDisposable
{
    private readonly HttpMessageInvoker _client;
    private readonly Lazy<HttpMessageInvoker> _clientForAnyCertificate;

    public InstanceClientFactory(LoadBalancerOptions options, InstanceConnector connector)
    {
        _client = new(CreateHandler(options, connector));
        _clientForAnyCertificate = new(() =>
        {
            var handler = CreateHandler(options, connector);
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
            return new(handler);
        });
    }

    /// <summary>The client of all clusters, but for those that take any certificate (<c>tlsskipverify=true</c>): they have one of their own.</summary>
    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context) =>
        context.NewConfig.DangerousAcceptAnyServerCertificate == true ? _clientForAnyCertificate.Value : _client;

    public void Dispose()
    {
        _client.Dispose();
        if (_clientForAnyCertificate.IsValueCreated)
        {
            _clientForAnyCertificate.Value.Dispose();
        }
    }

    private static SocketsHttpHandler CreateHandler(LoadBalancerOptions options, InstanceConnector connector) =>
        new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            EnableMultipleHttp2Connections = true,
            RequestHeaderEncodingSelector = static (_, _) => FieldText.Encoding,

            // Its own way would be to read Location as UTF-8.
            ResponseHeaderEncodingSelector = static (_, _) => FieldText.Encoding,
            PooledConnectionIdleTimeout = options.IdleConnectionTimeout,
            ConnectCallback = async (to, cancellationToken) =>
                new NetworkStream(await connector.ConnectAsync(to.DnsEndPoint, cancellationToken), ownsSocket: true),
            ActivityHeadersPropagator = new CallersTrace(new ReverseProxyPropagator(DistributedContextPropagator.Current)),
        };
}
