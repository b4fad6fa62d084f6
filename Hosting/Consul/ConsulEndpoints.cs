namespace Mesh.Hosting.Consul;

/// <summary>The names of Consul's endpoints.</summary>
internal static class ConsulEndpoints
{
    /// <summary>HTTP API and UI.</summary>
    public const string Http = "http";

    /// <summary>The HTTP API over TLS, where Consul is secured.</summary>
    public const string Https = "https";

    /// <summary>RPC among servers. Consul listens on it even when it is alone.</summary>
    public const string Server = "server";

    /// <summary>Gossip within the data centre, over TCP and UDP.</summary>
    public const string Gossip = "gossip";
}
