using Microsoft.AspNetCore.Http.Features;

namespace Mesh.LoadBalancer.Protocols;

/// <summary>Upgrades a WebSocket's connection to one that can be closed in good order, over HTTP/1.1 and (RFC 8441) over HTTP/2.</summary>
internal static class ClosingUpgrade
{
    internal sealed class OfHttp1(IHttpUpgradeFeature inner, CancellationToken closing) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => inner.IsUpgradableRequest;

        public async Task<Stream> UpgradeAsync() => new ClosingStream(await inner.UpgradeAsync(), closing);
    }

    internal sealed class OfHttp2(IHttpExtendedConnectFeature inner, CancellationToken closing) : IHttpExtendedConnectFeature
    {
        public bool IsExtendedConnect => inner.IsExtendedConnect;

        public string? Protocol => inner.Protocol;

        public async ValueTask<Stream> AcceptAsync() => new ClosingStream(await inner.AcceptAsync(), closing);
    }
}
