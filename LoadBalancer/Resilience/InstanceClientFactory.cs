using System.Diagnostics;
using System.Net;
using Mesh.LoadBalancer.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>Gives every cluster the same HTTP client: connections belong to addresses, not to routes, and a thousand routes need no thousand pools.</summary>
internal sealed class InstanceClientFactory : IForwarderHttpClientFactory, IDisposable
{
    private readonly HttpMessageInvoker _client;

    public InstanceClientFactory(LoadBalancerOptions options, TimeProvider time)
    {
        var connector = new InstanceConnector(options.ConnectTimeout, time);
        _client = new(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = options.IdleConnectionTimeout,
            ConnectCallback = connector.ConnectAsync,
            ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        });
    }

    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context) => _client;

    public void Dispose() => _client.Dispose();
}
