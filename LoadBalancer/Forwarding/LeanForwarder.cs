using Mesh.LoadBalancer.Resilience;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>
/// Sends plain HTTP/1.1 requests to instances over connections of its own, without the objects that YARP's way makes for each request and answer.
/// Whatever is not plain (TLS, HTTP/2, upgrades, <c>Expect: 100-continue</c>) it leaves to YARP.
/// </summary>
internal sealed class LeanForwarder(
    [FromKeyedServices(LeanForwarder.Yarp)] IHttpForwarder yarp, ConnectionPools pools, RequestHead requestHead) : IHttpForwarder
{
    /// <summary>The key of YARP's own forwarder among the services.</summary>
    public const string Yarp = "yarp";

    private static readonly TimeSpan DefaultActivityTimeout = TimeSpan.FromSeconds(100);

    public ValueTask<ForwarderError> SendAsync(
        HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer) =>
        IsPlain(context.Request, requestConfig) && pools.Of(destinationPrefix) is { } pool
            ? ForwardAsync(context, pool, ConnectionClock.Ticks(requestConfig.ActivityTimeout ?? DefaultActivityTimeout))
            : yarp.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer);

    public ValueTask<ForwarderError> SendAsync(
        HttpContext context,
        string destinationPrefix,
        HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig,
        HttpTransformer transformer,
        CancellationToken cancellationToken) =>
        yarp.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer, cancellationToken);

    private static bool IsPlain(HttpRequest request, ForwarderRequestConfig config)
    {
        var fields = request.Headers;
        return config.Version is { Major: 1 }
            && HttpProtocol.IsHttp11(request.Protocol)
            && fields.Upgrade.Count == 0
            && fields.Expect.Count == 0
            && (fields.TransferEncoding is var coding && (coding.Count == 0 || (coding.Count == 1 && "chunked".Equals(coding[0], StringComparison.OrdinalIgnoreCase))))
            && !HttpMethods.IsConnect(request.Method);
    }

    private async ValueTask<ForwarderError> ForwardAsync(HttpContext context, ConnectionPool pool, int allowedRest)
    {
        if (pool.TryTake(allowedRest, looks: !Exchange.MayAskAgain(context.Request.Method), out var connection)
            && await new Exchange(context, pool, connection, requestHead).RunAsync() is { } result)
        {
            return result;
        }

        try
        {
            connection = await pool.ConnectAsync(allowedRest, context.RequestAborted);
        }
        catch (ConnectFailedException e)
        {
            return NotConnected(context, e);
        }
        catch (OperationCanceledException e)
        {
            return ForwarderFailure.Report(context, ForwarderError.RequestCanceled, StatusCodes.Status400BadRequest, e);
        }

        return await new Exchange(context, pool, connection, requestHead).RunAsync()
            ?? NotConnected(context, new("The instance closed the connection before a byte was sent."));
    }

    private static ForwarderError NotConnected(HttpContext context, ConnectFailedException failure) => ForwarderFailure.Report(
        context, ForwarderError.Request, StatusCodes.Status502BadGateway, new HttpRequestException(HttpRequestError.ConnectionError, failure.Message, failure));
}
