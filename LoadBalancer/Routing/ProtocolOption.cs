namespace Mesh.LoadBalancer.Routing;

/// <summary>Reads fabio's <c>proto=</c>.</summary>
internal static class ProtocolOption
{
    /// <summary>What an instance speaks; null for what is not supported, such as <c>tcp</c>.</summary>
    public static Protocol? Read(string value) => value switch
    {
        "http" => Protocol.Http,
        "https" => Protocol.Https,
        "grpc" or "h2c" => Protocol.Http2Cleartext,
        "grpcs" => Protocol.Http2Tls,
        _ => null,
    };
}
