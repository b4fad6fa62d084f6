using Yarp.ReverseProxy.Transforms.Builder;

namespace Mesh.LoadBalancer.Listeners.Forwarded;

internal static class ForwardedExtensions
{
    /// <summary>Adds the rule about <c>X-Forwarded-*</c>.</summary>
    public static void AddForwardedHeaders(this IHostApplicationBuilder builder, ForwardedOptions options)
    {
        builder.Services.AddSingleton(new TrustedNetworks(options));
        builder.Services.AddSingleton<ForwardedHeaders>();
    }

    /// <summary>Makes requests of a route follow the rule.</summary>
    public static void UseForwardedHeaders(this TransformBuilderContext route)
    {
        route.UseDefaultForwarders = false;
        route.RequestTransforms.Add(new ForwardedTransform(route.Services.GetRequiredService<ForwardedHeaders>()));
    }

    /// <summary>Believes trusted proxies; does nothing when there are none.</summary>
    public static void UseTrustedProxies(this IApplicationBuilder app)
    {
        var trusted = app.ApplicationServices.GetRequiredService<TrustedNetworks>();
        if (!trusted.IsEmpty)
        {
            app.UseMiddleware<TrustedProxyMiddleware>();
        }
    }
}
