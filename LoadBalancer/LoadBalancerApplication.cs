using Mesh.LoadBalancer.AccessLog;
using Mesh.LoadBalancer.Admin;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Forwarding;
using Mesh.LoadBalancer.Listeners;
using Mesh.LoadBalancer.Listeners.Forwarded;
using Mesh.LoadBalancer.Listeners.Tls;
using Mesh.LoadBalancer.Protocols;
using Mesh.LoadBalancer.Resilience;
using Mesh.LoadBalancer.Routing;
using Mesh.LoadBalancer.Telemetry;

namespace Mesh.LoadBalancer;

/// <summary>The load balancer as one application: what <c>Program</c> runs, and what tests start in their own process.</summary>
internal static class LoadBalancerApplication
{
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        var options = builder.AddLoadBalancerSettings();
        builder.UsePublicListeners(options);
        builder.AddTls(options);
        builder.AddForwardedHeaders(options.Forwarded);
        builder.AddAccessLog(options.AccessLog);
        builder.AddCatalogue();
        builder.AddProxy();
        if (options.OwnForwarder)
        {
            builder.Services.AddLeanForwarder();
        }

        builder.AddAdmin();
        builder.AddRequestTelemetry();

        var app = builder.Build();
        app.UseTrustedProxies();
        app.UseAccessLog(options.AccessLog);
        app.UseHttpsRedirect(options);
        app.UseMiddleware<ConnectionFields>();
        app.UseMiddleware<WebSocketDrain>();
        app.RouteByCatalogue();
        return app;
    }
}
