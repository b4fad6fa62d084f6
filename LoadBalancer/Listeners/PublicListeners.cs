using System.Net;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Listeners.Forwarded;
using Mesh.LoadBalancer.Listeners.ProxyProtocol;
using Mesh.LoadBalancer.Listeners.Tls;
using Mesh.LoadBalancer.Protocols;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mesh.LoadBalancer.Listeners;

/// <summary>
/// Where requests come in: <c>--urls</c> (<c>ASPNETCORE_URLS</c>), else <c>HTTP_PORTS</c>, else <c>http://localhost:8080</c>; the address for HTTP/2
/// without TLS, and the one for TLS. An orchestrator that lists the admin's address among them means the admin, which has a server of its own.
/// </summary>
internal static class PublicListeners
{
    private const string Default = "http://localhost:8080";

    /// <summary>The public addresses for HTTP/1.1.</summary>
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
        var open = Addresses(builder.Configuration, options).Select(LoadBalancerOptionsValidator.ParseAddress).OfType<BindingAddress>().ToList();
        builder.Services.AddSingleton<ProxyProtocolReader>();
        builder.Services.AddSingleton<IStartupFilter, ForgottenUrls>();
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = InlineCompletions.AreUsed);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Limit(kestrel.Limits, options.Listeners);
            kestrel.RequestHeaderEncodingSelector = ConnectionFieldText.For;
            kestrel.ResponseHeaderEncodingSelector = static _ => FieldText.Encoding;
            foreach (var address in open)
            {
                Listen(kestrel, options, address, HttpProtocols.Http1);
            }

            if (options.Http2Url is { } http2)
            {
                Listen(kestrel, options, BindingAddress.Parse(http2), HttpProtocols.Http2);
            }

            if (options.HttpsUrl is { } https)
            {
                Listen(kestrel, options, BindingAddress.Parse(https), HttpProtocols.Http1AndHttp2);
            }
        });
    }

    private static void Limit(KestrelServerLimits limits, ListenerOptions options)
    {
        limits.RequestHeadersTimeout = options.HeadersTimeout;
        limits.KeepAliveTimeout = options.KeepAlive;
        limits.MaxRequestHeadersTotalSize = options.MaxHeaderBytes;
        limits.MaxConcurrentConnections = limits.MaxConcurrentUpgradedConnections = options.MaxConnections > 0 ? options.MaxConnections : null;

        // A proxy passes bodies on as they come: how large and how slow they may be is the service's business.
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
    }

    private static void Listen(KestrelServerOptions kestrel, LoadBalancerOptions options, BindingAddress address, HttpProtocols protocols)
    {
        if (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            kestrel.ListenLocalhost(address.Port, Configure);
        }
        else if (IPAddress.TryParse(address.Host, out var ip))
        {
            kestrel.Listen(ip, address.Port, Configure);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port, Configure);
        }

        void Configure(ListenOptions listen)
        {
            listen.Protocols = protocols;
            listen.UsePlainAddresses();
            if (options.Forwarded.ProxyProtocol)
            {
                var reader = kestrel.ApplicationServices.GetRequiredService<ProxyProtocolReader>();
                listen.Use(next => connection => reader.ReadAsync(connection, next));
            }

            if (address.Scheme == Uri.UriSchemeHttps)
            {
                kestrel.ApplicationServices.GetRequiredService<CertificateStore>().Terminate(listen);
            }
        }
    }

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsAdmin(BindingAddress address, BindingAddress? admin) =>
        admin is { Port: > 0 } && address.Port == admin.Port && LoadBalancerOptionsValidator.IsLoopback(address);
}
