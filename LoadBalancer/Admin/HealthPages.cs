using System.Text.Json;
using Mesh.LoadBalancer.Admin.Views;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.LoadBalancer.Admin;

/// <summary>
/// <c>/health</c>: 200 when requests can be served, also when what is known is stale (status <c>Degraded</c>); 503 before Consul's first answer and
/// while draining. <c>/alive</c>: 200 as long as the process works at all.
/// </summary>
internal sealed class HealthPages(HealthCheckService checks, CatalogueStore store, CatalogueConfigProvider provider, TimeProvider time)
{
    public Task ReadyAsync(HttpContext context) => AnswerAsync(context, null);

    public Task AliveAsync(HttpContext context) => AnswerAsync(context, static check => check.Tags.Contains("live"));

    private async Task AnswerAsync(HttpContext context, Func<HealthCheckRegistration, bool>? which)
    {
        var report = await checks.CheckHealthAsync(which, context.RequestAborted);
        var stale = store.Current.Stale.ToList();
        var view = new HealthView(
            report.Status.ToString(),
            [.. report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => $"{entry.Key}: {entry.Value.Description}")],
            Math.Round(stale.Select(kept => (time.GetUtcNow() - kept.Staleness.Since).TotalSeconds).DefaultIfEmpty(0).Max(), 3),
            [.. stale.Select(kept => kept.Service).OfType<string>().Order(StringComparer.Ordinal)],
            provider.Applied.Unanswered.Count());
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, view, AdminJson.Default.HealthView, context.RequestAborted);
    }
}
