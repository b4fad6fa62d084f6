using Mesh.LoadBalancer.Catalogue;
using Yarp.ReverseProxy.Configuration;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>Holds the configuration in use, for YARP and for those who explain it.</summary>
internal sealed class CatalogueConfigProvider : IProxyConfigProvider
{
    private volatile CatalogueConfig _current;
    private volatile CatalogueConfig _applied;

    public CatalogueConfigProvider(CatalogueStore store, CatalogueConfigBuilder builder) => _current = _applied = builder.First(store.Current);

    /// <summary>The latest configuration, which requests follow now or in a moment.</summary>
    public CatalogueConfig Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>The configuration that requests follow already.</summary>
    public CatalogueConfig Applied
    {
        get => _applied;
        set => _applied = value;
    }

    public IProxyConfig GetConfig() => _current;
}
