using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Mesh.LoadBalancer.Listeners;

/// <summary>
/// Forgets the addresses that the host read by itself: <see cref="PublicListeners"/> has made listeners of them, and Kestrel would warn at every start that
/// these take precedence. The host reads them from its own copy of the settings, right before it applies this.
/// </summary>
internal sealed class ForgottenUrls(IServer server) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
    {
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Clear();
        return next;
    }
}
