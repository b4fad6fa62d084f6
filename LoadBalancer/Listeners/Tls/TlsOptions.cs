namespace Mesh.LoadBalancer.Listeners.Tls;

/// <summary>Section <c>LoadBalancer:Tls</c>: certificates for <c>LoadBalancer:HttpsUrl</c>, and what becomes of requests without TLS.</summary>
public sealed record TlsOptions
{
    /// <summary>
    /// A certificate with its chain (PEM, or PKCS #12 when it ends in <c>.pfx</c> or <c>.p12</c>), or a folder of them; several joined by <c>;</c>. Each
    /// client gets the one for the name it asks for (SNI), else the first. A PEM's key is in the same file, or beside it: <c>x.key</c> or
    /// <c>x-key.pem</c> for <c>x.crt</c> or <c>x.pem</c>, <c>privkey.pem</c> for <c>fullchain.pem</c>. Default none.
    /// </summary>
    public string? Certificate { get; init => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>The file of the private key, where it is elsewhere; only with a single PEM file. Default none.</summary>
    public string? Key { get; init => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>The password of the PKCS #12 files and of encrypted keys. Default none.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// How often the files are looked at for a change. What changed is in use for the next connection; files that cannot be used leave the last good ones
    /// in use, and are told of. Default 5 s; 100 ms to 1 h.
    /// </summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether requests without TLS are answered with 308 and the same address under <c>https://</c>. Default false.</summary>
    public bool Redirect { get; init; }

    /// <summary>The port that they are sent to. Default 0: that of <c>LoadBalancer:HttpsUrl</c>. 0 to 65535.</summary>
    public int RedirectPort { get; init; }
}
