using System.Diagnostics;
using Mesh.LoadBalancer.Configuration;
using Mesh.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Mesh.LoadBalancer.Admin;

/// <summary>
/// Serves the admin pages on a server of their own, so that no request on the public address can reach them. Starts before the public server
/// and stops after it: while requests in flight are finished, <c>/health</c> goes on saying so.
/// </summary>
internal sealed partial class AdminServer(
    AdminPages pages, LoadBalancerOptions options, IConnectionListenerFactory transport, ILoggerFactory loggers, ILogger<AdminServer> logger)
    : IHostedService, IHttpApplication<HttpContext>, IDisposable
{
    private KestrelServer? _server;

    /// <summary>The address in use; null while there is none.</summary>
    public string? Address => _server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.AdminUrl.Length == 0)
        {
            return;
        }

        _server = new(Options.Create(new KestrelServerOptions { AddServerHeader = false }), transport, loggers);
        _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Add(options.AdminUrl);
        try
        {
            await _server.StartAsync(this, cancellationToken);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new SettingsException([$"LoadBalancer:AdminUrl is '{options.AdminUrl}', which is in use already: another port would work, or none at all."]);
        }

        Log.AdminListening(logger, Address!);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => _server?.Dispose();

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context) => pages.AnswerAsync(context);

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception)
    {
        // The context holds nothing: there are no request services.
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Admin at: {Address}", EventName = nameof(AdminListening))]
        public static partial void AdminListening(ILogger logger, string address);
    }
}
