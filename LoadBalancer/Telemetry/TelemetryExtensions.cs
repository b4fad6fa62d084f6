namespace Mesh.LoadBalancer.Telemetry;

internal static class TelemetryExtensions
{
    /// <summary>Adds what the balancer measures, and quietens what others say about each request.</summary>
    public static void AddRequestTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Traffic>();
        builder.Services.AddSingleton<RecentTraffic>();
        builder.Services.AddMeterReadings(LoadBalancerMetrics.MeterName, except: LoadBalancerMetrics.RequestsName);
        builder.Services.AddSingleton<LoadBalancerMetrics>();
        builder.Services.AddSingleton<ServiceMetrics>();
        builder.Services.AddSingleton<ChangeTracing>();
        builder.Services.AddSingleton<RequestTelemetry>();
        builder.Services.Configure<LoggerFilterOptions>(Quieten);
    }

    // In front of the rules from configuration: of two rules for one category the later one wins.
    private static void Quieten(LoggerFilterOptions filter)
    {
        Prefer("Yarp", LogLevel.Warning);

        // RequestTelemetry and Refusals say the same once, in words, and not for a request that another instance answered.
        Prefer("Yarp.ReverseProxy.Forwarder", LogLevel.Error);
        Prefer("Yarp.ReverseProxy.Health", LogLevel.Error);

        // While this category is on at all, every request gets an Activity, listener or not. Trace headers of clients pass unchanged without one.
        Prefer("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        void Prefer(string category, LogLevel level) => filter.Rules.Insert(0, new LoggerFilterRule(providerName: null, category, level, filter: null));
    }
}
