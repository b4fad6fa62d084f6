namespace Mesh.LoadBalancer.Listeners.Forwarded;

/// <summary>
/// The one rule about <c>X-Forwarded-*</c>, for every way to an instance: what a client sends under these names is dropped, and what this balancer knows
/// is put in its place. A trusted proxy's word has become part of that knowledge before (<see cref="TrustedProxyMiddleware"/>).
/// </summary>
internal sealed class ForwardedHeaders(TrustedNetworks trusted)
{
    public const string For = "X-Forwarded-For";
    public const string Host = "X-Forwarded-Host";
    public const string Proto = "X-Forwarded-Proto";
    public const string Prefix = "X-Forwarded-Prefix";
    public const string Port = "X-Forwarded-Port";
    public const string Forwarded = "Forwarded";

    private readonly bool _believesNobody = trusted.IsEmpty;

    /// <summary>The names that are dropped from what a client sends.</summary>
    public static IReadOnlyList<string> Names { get; } = [For, Host, Proto, Prefix, Port, Forwarded];

    /// <summary>Whether a header is dropped from what a client sends, whatever its case.</summary>
    public static bool Owns(string name) => name.Length switch
    {
        9 => name.Equals(Forwarded, StringComparison.OrdinalIgnoreCase),
        15 => name.Equals(For, StringComparison.OrdinalIgnoreCase),
        16 => name.Equals(Host, StringComparison.OrdinalIgnoreCase) || name.Equals(Port, StringComparison.OrdinalIgnoreCase),
        17 => name.Equals(Proto, StringComparison.OrdinalIgnoreCase),
        18 => name.Equals(Prefix, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>The values to send. Allocates nothing while nobody is trusted: an address keeps its text.</summary>
    public ForwardedValues Of(HttpContext context) =>
        !_believesNobody && context.Features.Get<ForwardedValuesFeature>() is { } known
            ? known.Values
            : new(context.Connection.RemoteIpAddress?.ToString(), HostOf(context), context.Request.Scheme);

    internal static string? HostOf(HttpContext context) => context.Request.Headers.Host is { Count: > 0 } host ? host[0] : null;
}
