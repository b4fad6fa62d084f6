using Mesh.Dashboard.Components;
using Mesh.Dashboard.Pages.Resources;
using Mesh.Dashboard.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.FluentUI.AspNetCore.Components;

namespace Mesh.Dashboard.Pages;

/// <summary>What the pages need, besides an <see cref="IResourceSource"/> and the telemetry store.</summary>
public static class PageServices
{
    /// <summary>Adds what the pages need.</summary>
    public static IServiceCollection AddDashboardPages(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ResourceBoard>();
        services.AddSingleton<ResourceColors>();
        services.AddScoped<CommandRunner>();
        services.AddFluentUIComponents();
        return services;
    }
}
