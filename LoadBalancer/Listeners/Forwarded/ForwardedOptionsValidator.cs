namespace Mesh.LoadBalancer.Listeners.Forwarded;

/// <summary>Checks <see cref="ForwardedOptions"/> and names every error at once.</summary>
internal static class ForwardedOptionsValidator
{
    private const string Example = "10.0.0.0/8, 192.168.1.7 would work.";

    public static IEnumerable<string> Validate(ForwardedOptions options)
    {
        foreach (var text in TrustedNetworks.Split(options.TrustedProxies).Where(text => !TrustedNetworks.TryParse(text, out _)))
        {
            yield return $"LoadBalancer:Forwarded:TrustedProxies holds '{text}': {Example}";
        }

        if (options.ProxyProtocol && string.IsNullOrWhiteSpace(options.TrustedProxies))
        {
            yield return $"LoadBalancer:Forwarded:ProxyProtocol is 'True' without anybody to believe: LoadBalancer:Forwarded:TrustedProxies={Example}";
        }
    }
}
