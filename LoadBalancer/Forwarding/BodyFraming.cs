namespace Mesh.LoadBalancer.Forwarding;

/// <summary>How a message says where its body ends (RFC 9112, 6.3).</summary>
internal enum BodyFraming
{
    /// <summary>There is no body.</summary>
    None,

    /// <summary>After so many bytes.</summary>
    Length,

    /// <summary>After the last chunk.</summary>
    Chunked,

    /// <summary>Where the connection ends; responses only.</summary>
    UntilClose,
}
