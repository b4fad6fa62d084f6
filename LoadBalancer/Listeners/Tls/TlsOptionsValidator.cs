namespace Mesh.LoadBalancer.Listeners.Tls;

/// <summary>Checks <see cref="TlsOptions"/>, certificates included, and names every error at once.</summary>
internal static class TlsOptionsValidator
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    public static IEnumerable<string> Validate(TlsOptions options, string? httpsUrl)
    {
        string?[] findings =
        [
            Certificates(options, httpsUrl),
            options.CheckInterval >= Least && options.CheckInterval <= Most
                ? null : $"LoadBalancer:Tls:CheckInterval is '{options.CheckInterval:c}': {Least:c} to {Most:c} would work.",
            options.RedirectPort is >= 0 and <= ushort.MaxValue
                ? null : $"LoadBalancer:Tls:RedirectPort is '{options.RedirectPort}': 1 to {ushort.MaxValue} would work, or 0 for the port of HttpsUrl.",
            options.Redirect && httpsUrl is null && options.RedirectPort == 0
                ? "LoadBalancer:Tls:Redirect is 'True' without a place to send requests to: LoadBalancer:HttpsUrl or LoadBalancer:Tls:RedirectPort would work." : null,
        ];
        return findings.OfType<string>();
    }

    private static string? Certificates(TlsOptions options, string? httpsUrl)
    {
        if (options.Certificate is null)
        {
            return httpsUrl is null ? null : $"LoadBalancer:HttpsUrl is '{httpsUrl}' without a certificate: LoadBalancer:Tls:Certificate=cert.pem would work.";
        }

        if (httpsUrl is null)
        {
            return $"LoadBalancer:Tls:Certificate is '{options.Certificate}' without an address to use it on: LoadBalancer:HttpsUrl=https://*:8443 would work.";
        }

        try
        {
            CertificateFiles.Load(options).Dispose();
            return null;
        }
        catch (CertificateException unusable)
        {
            return $"LoadBalancer:Tls:Certificate is '{options.Certificate}': {unusable.Message}.";
        }
    }
}
