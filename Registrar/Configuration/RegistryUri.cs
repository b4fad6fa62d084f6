namespace Mesh.Registrar.Configuration;

/// <summary>Where the entries go: registrator's registry URI, taken apart.</summary>
/// <param name="Address">Consul's address as <c>CONSUL_HTTP_ADDR</c> takes it; null for the one its own variables name.</param>
/// <param name="IsTls">Whether registrator's variables of TLS count (<c>consul-tls</c>).</param>
/// <param name="Prefix">The folder of the key/value store that the entries go to; null for Consul's catalogue.</param>
internal sealed record RegistryUri(string? Address, bool IsTls = false, string? Prefix = null)
{
    /// <summary>The forms that work, for messages.</summary>
    public const string Forms =
        "consul://host:8500, consul-tls://host:8501, consul-unix:///path/to/socket, consulkv://host:8500/prefix or consulkv-unix:///path/to/socket:/prefix";

    private const int HttpPort = 8500;
    private const int HttpsPort = 8501;

    /// <summary>Reads a registry URI; null with an <paramref name="error"/> that says what would work.</summary>
    public static RegistryUri? Parse(string text, out string? error)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (scheme, rest) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        var found = scheme switch
        {
            "consul" => OverTcp(rest, "http", HttpPort),
            "consul-tls" => OverTcp(rest, "https", HttpsPort) is { Address: not null } tls ? tls with { IsTls = true } : null,
            "consul-unix" => OverSocket(rest),
            "consulkv" => OverTcp(rest, "http", HttpPort) is { Prefix.Length: > 0 } store ? store : null,
            "consulkv-unix" => rest.LastIndexOf(":/", StringComparison.Ordinal) is > 0 and var end && OverSocket(rest[..end]) is { } socket
                && rest[(end + 2)..].Trim('/') is { Length: > 0 } prefix ? socket with { Prefix = prefix } : null,
            _ => null,
        };
        error = found is not null ? null
            : text.Contains('@', StringComparison.Ordinal)
                ? "Registrar:Registry (the registry URI) holds a user name: give the address alone, and the ACL token in CONSUL_HTTP_TOKEN."
            : scheme is "etcd" or "etcd2" or "etcd-legacy" or "zookeeper" or "skydns2" or "eureka"
                ? $"Registrar:Registry (the registry URI) is '{text}': the catalogue of Mesh is Consul and no other. {Forms} would work; consulkv:// writes keys as "
                    + "registrator wrote them to etcd. To stay with another registry, use a maintained registrator such as github.com/fayrus/registrator."
            : $"Registrar:Registry (the registry URI) is '{text}': {Forms} would work.";

        // Every Consul of the catalogue alike: as in registrator, what follows the address means nothing there.
        return scheme.StartsWith("consulkv", StringComparison.Ordinal) ? found : found is null ? null : found with { Prefix = null };
    }

    private static RegistryUri? OverTcp(string rest, string scheme, int defaultPort)
    {
        var isUnnamed = rest.Trim('/').Length == 0 || rest.StartsWith("///", StringComparison.Ordinal);
        var isUri = Uri.TryCreate($"consul://{(isUnnamed ? "unnamed/" : "")}{rest.TrimStart('/')}", UriKind.Absolute, out var uri);
        if (!isUri || uri is not { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 } || !(isUnnamed || rest.StartsWith("//", StringComparison.Ordinal)))
        {
            return null;
        }

        return new(isUnnamed ? null : $"{scheme}://{uri.Host}:{(uri.Port > 0 ? uri.Port : defaultPort)}", Prefix: Uri.UnescapeDataString(uri.AbsolutePath).Trim('/'));
    }

    private static RegistryUri? OverSocket(string rest) =>
        rest.StartsWith("///", StringComparison.Ordinal) && rest.Length > 3 ? new($"unix:{rest}") : null;
}
