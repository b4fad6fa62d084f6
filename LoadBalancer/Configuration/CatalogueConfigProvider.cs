using Mesh.LoadBalancer.Catalogue;
using Yarp.ReverseProxy.Configuration;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>Holds the configuration in use, for YARP and for those who explain it.</summary>
internal sealed class CatalogueConfigProvider(CatalogueStore store, CatalogueConfigBuilder builder) : IProxyConfigProvider
{
    private volatile CatalogueConfig _current = builder.First(store.Current);

    /// <summary>The configuration in use.</summary>
    public CatalogueConfig Current
    {
        get => _current;
        set => _current = value;
    }

    public IProxyConfig GetConfig() => _current;
}
