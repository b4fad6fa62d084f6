namespace Mesh.SimpleWeb;

/// <summary>Section <c>SimpleWeb</c>.</summary>
internal sealed record SimpleWebSettings
{
    /// <summary>How many (client, server) pairs are remembered; the pair whose last visit is the oldest is dropped first. Default 256; 1 to 100000.</summary>
    public int Pairs { get; init; } = 256;

    /// <summary>
    /// Networks, such as <c>10.0.0.0/8</c> or <c>192.168.1.7/32</c>, whose <c>X-Forwarded-For</c> is believed beside loopback's. Default none.
    /// </summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];
}
