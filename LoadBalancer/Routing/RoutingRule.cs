namespace Mesh.LoadBalancer.Routing;

/// <summary>A rule of the settings, <c>LoadBalancer:Rules:0:Path=/api</c>: which requests go to which service, and what holds for them alone.</summary>
public sealed record RoutingRule : RouteOverrides
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
}
