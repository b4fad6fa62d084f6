using Mesh.LoadBalancer.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mesh.LoadBalancer.Listeners;

/// <summary>
/// Where requests come in: <c>--urls</c> (<c>ASPNETCORE_URLS</c>), else <c>HTTP_PORTS</c>, else <c>http://localhost:8080</c>, and the address for
/// HTTP/2. An orchestrator that lists the admin's address among them means the admin, which has a server of its own.
/// </summary>
internal static class PublicListeners
{
    private const string Default = "http://localhost:8080";

    /// <summary>The public addresses, without the HTTP/2 one.</summary>
    public static IReadOnlyList<string> Addresses(IConfiguration configuration, LoadBalancerOptions options)
    {
        var admin = LoadBalancerOptionsValidator.ParseAddress(options.AdminUrl);
        var given = Split(configuration[WebHostDefaults.ServerUrlsKey])
            .Where(url => LoadBalancerOptionsValidator.ParseAddress(url) is not { } address || !IsAdmin(address, admin))
            .ToList();
        return given.Count > 0 ? given
            : Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}").ToList() is { Count: > 0 } ports ? ports
            : [Default];
    }

    /// <summary>What is wrong with the addresses given.</summary>
    public static IEnumerable<string> Validate(IConfiguration configuration) =>
        Split(configuration[WebHostDefaults.ServerUrlsKey])
            .Where(url => LoadBalancerOptionsValidator.ParseAddress(url) is null)
            .Select(url => $"urls (ASPNETCORE_URLS) holds '{url}': {Default} would work.");

    public static void UsePublicListeners(this WebApplicationBuilder builder, LoadBalancerOptions options)
    {
        var http2 = options.Http2Url is { } url ? LoadBalancerOptionsValidator.ParseAddress(url) : null;
        builder.WebHost.UseUrls([.. Addresses(builder.Configuration, options), .. http2 is null ? [] : new[] { options.Http2Url! }]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(listen =>
                listen.Protocols = http2 is not null && listen.IPEndPoint?.Port == http2.Port ? HttpProtocols.Http2 : HttpProtocols.Http1);

            // A proxy passes bodies on as they come: how large and how slow they may be is the service's business.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
    }

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsAdmin(BindingAddress address, BindingAddress? admin) =>
        admin is { Port: > 0 } && address.Port == admin.Port && LoadBalancerOptionsValidator.IsLoopback(address);
}
