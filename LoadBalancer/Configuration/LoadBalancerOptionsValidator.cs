using System.Net;
using Mesh.LoadBalancer.AccessLog;
using Mesh.LoadBalancer.Listeners;
using Mesh.LoadBalancer.Listeners.Forwarded;
using Mesh.LoadBalancer.Listeners.Tls;
using Mesh.LoadBalancer.Services;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>Checks <see cref="LoadBalancerOptions"/> and names every error at once.</summary>
internal static class LoadBalancerOptionsValidator
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>All errors: the setting, the value given and what would work.</summary>
    public static IEnumerable<string> Validate(LoadBalancerOptions options)
    {
        List<string?> findings =
        [
            Service(options.DefaultService),
            .. CatalogueOptionsValidator.Validate(options),
            Admin(options),
            Http2(options.Http2Url),
            Range(nameof(options.HoldEmpty), options.HoldEmpty, TimeSpan.Zero, Hour),
            Range(nameof(options.AwaitConsul), options.AwaitConsul, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            Range(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1)),
            Range(nameof(options.IdleConnectionTimeout), options.IdleConnectionTimeout, TimeSpan.FromSeconds(1), Hour),
            Https(options.HttpsUrl),
            .. TlsOptionsValidator.Validate(options.Tls, options.HttpsUrl),
            .. ListenerOptionsValidator.Validate(options.Listeners),
            .. ServiceSettingsValidator.Validate(options, options.Services),
            .. ForwardedOptionsValidator.Validate(options.Forwarded),
            .. AccessLogOptionsValidator.Validate(options.AccessLog),
        ];
        return findings.OfType<string>();
    }

    /// <summary>Whether an address is one that only this machine can reach.</summary>
    public static bool IsLoopback(BindingAddress address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>The parts of an <c>http://host:port</c> address, or null when it is not one.</summary>
    public static BindingAddress? ParseAddress(string text) => ParseAddress(text, "http");

    private static BindingAddress? ParseAddress(string text, string scheme)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.Scheme == scheme && address is { PathBase: "", IsUnixPipe: false, Port: >= 0 and <= ushort.MaxValue } ? address : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? Service(string? name) =>
        name is null || !name.Any(char.IsWhiteSpace)
            ? null
            : $"LoadBalancer:DefaultService is '{name}': the name of a service such as web would work.";

    private static string? Admin(LoadBalancerOptions options) =>
        options.AdminUrl.Length == 0 ? null
        : ParseAddress(options.AdminUrl) is not { } address ? NotAnAddress(nameof(options.AdminUrl), options.AdminUrl, "http://127.0.0.1:8081")
        : IsLoopback(address) || options.AdminAllowRemote ? null
        : $"LoadBalancer:AdminUrl is '{options.AdminUrl}', which other machines can reach: http://127.0.0.1:{address.Port} would work, "
            + "or LoadBalancer:AdminAllowRemote=true if they shall.";

    private static string? Http2(string? url) =>
        url is null || ParseAddress(url) is { Port: > 0 } ? null : NotAnAddress(nameof(LoadBalancerOptions.Http2Url), url, "http://localhost:8082");

    private static string? Https(string? url) =>
        url is null || ParseAddress(url, "https") is not null ? null : NotAnAddress(nameof(LoadBalancerOptions.HttpsUrl), url, "https://*:8443");

    private static string NotAnAddress(string name, string given, string example) => $"LoadBalancer:{name} is '{given}': {example} would work.";

    private static string? Range(string name, TimeSpan given, TimeSpan least, TimeSpan most) =>
        given >= least && given <= most ? null : $"LoadBalancer:{name} is '{given:c}': {least:c} to {most:c} would work.";
}
