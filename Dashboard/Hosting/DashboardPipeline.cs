using Mesh.Dashboard.Components;
using Mesh.Dashboard.Configuration;
using Mesh.Dashboard.Otlp;
using Mesh.Dashboard.Pages;
using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Security;
using Mesh.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Dashboard.Hosting;

/// <summary>Puts the dashboard's web application together.</summary>
internal static class DashboardPipeline
{
    // Blazor looks for the scripts of component libraries in {application name}.modules.json.
    private static readonly string Name = typeof(DashboardPipeline).Assembly.GetName().Name!;

    public static WebApplication Build(
        DashboardOptions options, IReadOnlyList<BoundListener> listeners, IResourceSource resources, TelemetryStore telemetry, ILoggerFactory loggers)
    {
        // An empty builder: the settings of the program around (its URLs, its logging) are none of this server's business.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = Name, EnvironmentName = Environments.Production });
        builder.Environment.WebRootFileProvider = new EmbeddedAssets();
        builder.WebHost.UseListeners(listeners);
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        builder.Services.AddSingleton(loggers);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(resources);
        builder.Services.AddSingleton<ITelemetryStore>(telemetry);
        builder.Services.AddSingleton<ITelemetrySink>(telemetry);
        builder.Services.AddOtlpReceivers();
        builder.Services.AddLogin(options, listeners[0].Address.Port);
        builder.Services.AddDashboardPages();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddEphemeralKeys();

        var web = builder.Build();
        web.UseWhen(IsPage, pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        web.UseRouting();
        web.UseMiddleware<ListenerGate>();
        web.UseMiddleware<ApiKeyGate>();
        web.UseMiddleware<BrowserGate>();
        web.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = "no-cache" });
        web.UseAuthentication();
        web.UseAuthorization();
        web.UseAntiforgery();
        web.MapOtlpReceivers();
        web.MapLogin();
        web.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
        return web;
    }

    // Whatever else is not there, a script or a picture, nobody would see in words.
    private static bool IsPage(HttpContext context) =>
        ListenerFeature.Of(context) == ListenerKind.Browser && HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
