using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Mesh.ServiceDefaults.Health;

/// <summary>Where a service of this machine is asked for its health, told from the settings that it listens by.</summary>
internal static class ProbeAddress
{
    /// <summary>Reads the address: the setting, else the first of <c>urls</c> without TLS, else the first of <c>HTTP_PORTS</c>, else the default.</summary>
    public static Uri Read(IConfiguration configuration, string defaultUrl, string? setting = null)
    {
        var own = setting is null ? null : configuration[setting];
        var url = First(own) ?? (setting is null ? First(configuration["urls"]) ?? FirstPort(configuration["HTTP_PORTS"]) : null) ?? defaultUrl;
        var binding = BindingAddress.Parse(url);
        return new UriBuilder(binding.Scheme, IsEveryInterface(binding.Host) ? "127.0.0.1" : binding.Host, binding.Port).Uri;
    }

    private static string? First(string? urls) => Parts(urls).FirstOrDefault(url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase));

    private static string? FirstPort(string? ports) => Parts(ports).Select(port => $"http://127.0.0.1:{port}").FirstOrDefault();

    private static string[] Parts(string? text) => (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsEveryInterface(string host) => host is "*" or "+" or "0.0.0.0" or "[::]";
}
