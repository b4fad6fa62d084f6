using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.LoadBalancing;

namespace Mesh.LoadBalancer.Routing;

/// <summary>A rule of the settings, <c>LoadBalancer:Rules:0:Path=/api</c>: which requests go to which service.</summary>
public sealed record RoutingRule
{
    /// <summary>The service that gets the requests. Required.</summary>
    public string Service { get; init; } = "";

    /// <summary>Only requests for this host; patterns such as <c>*.example.com</c> fit many. Default: every host.</summary>
    public string Host { get; init; } = "";

    /// <summary>Only requests for paths that begin so, or as <c>LoadBalancer:PathMatching</c> says. Default: every path.</summary>
    public string? Path { get; init; }

    /// <summary>Only requests with these methods: <c>GET,HEAD</c>. Default: every method.</summary>
    public string Methods { get; init; } = "";

    /// <summary>
    /// Only requests with all these headers: <c>Headers:X-Canary=on</c> asks for the value, <c>Headers:X-Canary=*</c> for any value. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What is cut from the front of the path. Default: nothing.</summary>
    public string? Strip { get; init; }

    /// <summary>What is put before the path, after <see cref="Strip"/>. Default: nothing.</summary>
    public string? Prepend { get; init; }

    /// <summary>What the instances speak: <c>http</c>, <c>https</c>, <c>grpc</c> (<c>h2c</c>) or <c>grpcs</c>. Default <c>http</c>.</summary>
    public string Protocol { get; init; } = "http";

    /// <summary>How an instance is chosen on this route. Default: as for the service.</summary>
    public BalancingPolicy? Policy { get; init; }

    /// <summary>What <see cref="BalancingPolicy.ConsistentHash"/> hashes on this route. Default: as for the service.</summary>
    public string? HashKey { get; init; }

    /// <summary>How long a request may take as a whole on this route; 0: as long as it likes. Default: as for the service. Up to 24 h.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>How long until a response begins on this route; 0: as long as it likes. Default: as for the service. Up to 1 h.</summary>
    public TimeSpan? FirstByteTimeout { get; init; }

    /// <summary>How long a request may rest without a byte on this route. Default: as for the service. 1 s to 24 h.</summary>
    public TimeSpan? ActivityTimeout { get; init; }

    /// <summary>How many further instances are tried on this route after one that failed. Default: as for the service. 0 to 10.</summary>
    public int? Retries { get; init; }

    /// <summary>How many requests clients may make on this route, counted for it alone. Default: as for the service, with all its other routes.</summary>
    public RateLimitOptions? RateLimit { get; init; }
}
