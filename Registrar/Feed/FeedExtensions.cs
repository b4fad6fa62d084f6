using Mesh.Registrar.Configuration;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Feed;

/// <summary>Adds the AppHost's feed to the sources of instances.</summary>
internal static class FeedExtensions
{
    public static void AddInstanceFeed(this IServiceCollection services, FeedSettings feed)
    {
        services.AddSingleton(feed);
        services.AddSingleton<FeedReader>();
        services.AddSingleton<FeedConnection>();
        services.AddSingleton<IInstanceSource, FeedSource>();
    }
}
