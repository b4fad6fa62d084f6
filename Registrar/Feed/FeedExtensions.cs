using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Feed;

/// <summary>Adds the AppHost's feed to the sources of instances.</summary>
internal static class FeedExtensions
{
    public static void AddInstanceFeed(this IServiceCollection services)
    {
        services.AddSingleton<FeedReader>();
        services.AddSingleton<FeedConnection>();
        services.AddSingleton<IInstanceSource, FeedSource>();
    }
}
