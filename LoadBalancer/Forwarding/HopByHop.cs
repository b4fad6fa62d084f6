namespace Mesh.LoadBalancer.Forwarding;

/// <summary>
/// Header fields that concern one connection only, and stay behind: the same that YARP leaves out of what it passes on
/// (RFC 9110, 7.6.1, and the registry's fields of that kind).
/// </summary>
internal static class HopByHop
{
    /// <summary>Whether a field of a request or a response stays behind.</summary>
    public static bool Contains(string name) => name.Length switch
    {
        2 => Is(name, "TE"),
        4 => Is(name, "ALPN"),
        5 => Is(name, "Close"),
        7 => Is(name, "Upgrade") || Is(name, "Alt-Svc"),
        10 => Is(name, "Connection") || Is(name, "Keep-Alive"),
        14 => Is(name, "Proxy-Features") || Is(name, "HTTP2-Settings"),
        15 => Is(name, "Security-Scheme"),
        16 => Is(name, "Proxy-Connection"),
        17 => Is(name, "Transfer-Encoding") || Is(name, "Proxy-Instruction"),
        18 => Is(name, "Proxy-Authenticate"),
        19 => Is(name, "Proxy-Authorization"),
        25 => Is(name, "Proxy-Authentication-Info") || Is(name, "Upgrade-Insecure-Requests"),
        _ => false,
    };

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
