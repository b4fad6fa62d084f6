namespace Mesh.LoadBalancer.Routing;

/// <summary>What an instance speaks, as fabio's option <c>proto=</c> says.</summary>
internal enum Protocol
{
    /// <summary><c>proto=http</c>, the default: HTTP/1.1.</summary>
    Http,

    /// <summary><c>proto=https</c>: TLS, HTTP/2 where the instance offers it.</summary>
    Https,

    /// <summary><c>proto=grpc</c> (or <c>h2c</c>): HTTP/2 without TLS.</summary>
    Http2Cleartext,

    /// <summary><c>proto=grpcs</c>: HTTP/2 with TLS.</summary>
    Http2Tls,
}
