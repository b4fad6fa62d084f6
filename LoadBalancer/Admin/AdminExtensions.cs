namespace Mesh.LoadBalancer.Admin;

internal static class AdminExtensions
{
    /// <summary>Adds the admin pages and the server that they are on.</summary>
    public static void AddAdmin(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<PoolReport>();
        services.AddSingleton<RouteReport>();
        services.AddSingleton<InstanceReport>();
        services.AddSingleton<WhyReport>();
        services.AddSingleton<HealthPages>();
        services.AddSingleton<MetricsPage>();
        services.AddSingleton<AdminPages>();
        services.AddSingleton<AdminServer>();
        services.AddHostedService(provider => provider.GetRequiredService<AdminServer>());
    }
}
