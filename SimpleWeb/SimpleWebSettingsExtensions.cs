using Mesh.ServiceDefaults.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Mesh.SimpleWeb;

internal static class SimpleWebSettingsExtensions
{
    public static void AddSimpleWebSettings(this IHostApplicationBuilder builder)
    {
        var settings = builder.AddSettings<SimpleWebSettings>("SimpleWeb", SimpleWebSettingsValidator.Validate);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor;

            // One hop, the peer's word, unless further proxies are known; then every hop up to the first unknown one.
            forwarded.ForwardLimit = settings.KnownProxies.Count == 0 ? 1 : null;
            foreach (var network in settings.KnownProxies)
            {
                forwarded.KnownIPNetworks.Add(IPNetwork.Parse(network));
            }
        });
    }
}
