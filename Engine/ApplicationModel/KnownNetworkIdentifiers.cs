namespace Aspire.Hosting.ApplicationModel;

/// <summary>The networks every application knows.</summary>
public static class KnownNetworkIdentifiers
{
    /// <summary>The machine's own loopback.</summary>
    public static readonly NetworkIdentifier LocalhostNetwork = new("localhost");

    /// <summary>The network that the application's containers share.</summary>
    public static readonly NetworkIdentifier DefaultAspireContainerNetwork = new("aspire-container-network");
}
