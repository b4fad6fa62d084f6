using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mesh.LoadBalancer.Admin.Views;
using Mesh.LoadBalancer.Configuration;
using Mesh.ServiceDefaults.Prometheus;

namespace Mesh.LoadBalancer.Admin;

/// <summary>The admin's paths. All only tell; none changes anything.</summary>
internal sealed class AdminPages(LoadBalancerOptions options, RouteReport routes, InstanceReport instances, WhyReport why, HealthPages health, MetricsPage metrics)
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'";

    public Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (!options.AdminAllowRemote && !IsForThisMachine(request.Host))
        {
            // A page of another site whose name points here (DNS rebinding) would otherwise read the answers.
            return RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "the admin answers under localhost or a loopback address only");
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "only GET");
        }

        return request.Path.Value switch
        {
            "/" => FileAsync(context, "page.html", "text/html; charset=utf-8"),
            "/page.js" => FileAsync(context, "page.js", "text/javascript; charset=utf-8"),
            "/page.css" => FileAsync(context, "page.css", "text/css; charset=utf-8"),
            "/routes" => JsonAsync(context, routes.Make(), AdminJson.Default.RoutesView),
            "/instances" => JsonAsync(context, instances.Make(), AdminJson.Default.InstancesView),
            "/why" => JsonAsync(context, why.Make(WhyQuery.RequestOf(request.Query), WhyQuery.ClientOf(request.Query)), AdminJson.Default.WhyView),
            "/metrics" => TextAsync(context, metrics.Make()),
            "/health" => health.ReadyAsync(context),
            "/alive" => health.AliveAsync(context),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound, "/, /routes, /instances, /why?host=&path=, /metrics, /health and /alive are here"),
        };
    }

    internal static bool IsForThisMachine(HostString host) =>
        !host.HasValue || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host, out var ip) && IPAddress.IsLoopback(ip));

    private static async Task FileAsync(HttpContext context, string name, string type)
    {
        context.Response.ContentType = type;
        context.Response.Headers.ContentSecurityPolicy = Policy;
        await using var file = typeof(AdminPages).Assembly.GetManifestResourceStream(typeof(AdminPages), name)!;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Task TextAsync(HttpContext context, string text)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static async Task JsonAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }
}
