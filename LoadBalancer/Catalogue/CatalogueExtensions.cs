using Mesh.LoadBalancer.Catalogue.Saving;

namespace Mesh.LoadBalancer.Catalogue;

internal static class CatalogueExtensions
{
    /// <summary>Adds what follows Consul's catalogue.</summary>
    public static void AddCatalogue(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CatalogueStore>();
        builder.Services.AddSingleton<WatchSettings>();
        builder.Services.AddSingleton<ServiceActivity>();
        builder.Services.AddSingleton<FirstAnswers>();
        builder.Services.AddSingleton<CatalogueFile>();
        builder.Services.AddSingleton<CatalogueRestorer>();
        builder.Services.AddSingleton<WatchLog>();
        builder.Services.AddSingleton<LastResortLog>();
        builder.Services.AddHostedService<CatalogueWatcher>();
        builder.Services.AddHostedService<CatalogueSaver>();
        builder.Services.AddHealthChecks().AddCheck<CatalogueHealthCheck>("catalogue");
        builder.Services.AddSingleton<CatalogueHealthCheck>();
    }
}
