using Mesh.Consul;
using Mesh.LoadBalancer.Configuration;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>What all watches of the catalogue have in common.</summary>
internal sealed class WatchSettings(LoadBalancerOptions options)
{
    /// <summary>How Consul is asked.</summary>
    public WatchOptions Watching { get; } = new() { Query = new() { Datacenter = options.Datacenter, Consistency = options.Consistency } };

    /// <summary>The same with shorter questions, for watches that may have to end soon.</summary>
    public WatchOptions WatchingBriefly => field ??= Watching with { Wait = TimeSpan.FromSeconds(15) };

    /// <summary>How many services have a watch of their own at most.</summary>
    public int Watches => options.Watches;

    /// <summary>How long what is missing after trouble is kept.</summary>
    public TimeSpan HoldEmpty => options.HoldEmpty;

    /// <summary>Which instances may have requests.</summary>
    public InstanceFilter Filter { get; } = new(options);

    /// <summary>Reads answers about a service.</summary>
    public InstanceReader Reader => field ??= new(Filter);
}
