using System.Diagnostics.Metrics;
using Mesh.ServiceDefaults.Prometheus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Offers a service's own metrics to Prometheus.</summary>
public static class PrometheusExtensions
{
    internal const string Path = "/metrics";

    /// <summary>Keeps the values of one meter, all its instruments but <paramref name="except"/>.</summary>
    public static void AddMeterReadings(this IServiceCollection services, string meter, params string[] except) =>
        services.AddSingleton(provider => new MeterReadings(provider.GetRequiredService<IMeterFactory>(), meter, except));

    /// <summary>
    /// Maps <c>/metrics</c>: the meter that <see cref="AddMeterReadings"/> named and the process itself, in Prometheus' text format.
    /// </summary>
    public static IEndpointConventionBuilder MapPrometheus(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);

        // Made now: what is measured before there is somebody to keep it is lost.
        var readings = endpoints.ServiceProvider.GetRequiredService<MeterReadings>();
        return endpoints.MapGet(Path, (RequestDelegate)(context =>
        {
            var text = new PrometheusText();
            readings.WriteTo(text);
            ProcessFigures.WriteTo(text);
            context.Response.ContentType = PrometheusText.ContentType;
            context.Response.Headers.CacheControl = "no-store";
            return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
        })).DisableHttpMetrics();
    }
}
