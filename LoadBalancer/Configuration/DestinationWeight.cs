using System.Collections.ObjectModel;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>
/// A destination's share of the requests of its route, relative to the route's other destinations: 0 or more; 0 means none while another has more.
/// </summary>
/// <remarks>
/// Travels with the destination as its metadata, which YARP compares by entries. It has none, so that a destination with another weight is the same
/// destination: requests under way, health and connections stay with it, and only the number changes.
/// </remarks>
internal sealed class DestinationWeight(double value) : ReadOnlyDictionary<string, string>(None)
{
    private static readonly Dictionary<string, string> None = [];

    private double _value = value;

    /// <summary>The weight now.</summary>
    public double Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }

    /// <summary>The weight of a destination now; 1 when it was never given one.</summary>
    public static double Of(DestinationState destination) => Of(destination.Model.Config)?.Value ?? 1;

    /// <summary>The weight that a configuration carries, or null.</summary>
    public static DestinationWeight? Of(DestinationConfig config) => config.Metadata as DestinationWeight;
}
