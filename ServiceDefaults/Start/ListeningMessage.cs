using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.ServiceDefaults.Start;

/// <summary>Logs one line when the service is up, in place of the framework's four.</summary>
internal sealed partial class ListeningMessage(IHostApplicationLifetime lifetime, IServer server, ILogger<ListeningMessage> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
            Log.Listening(logger, string.Join(", ", server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Now listening on: {Addresses}", EventName = nameof(Listening))]
        public static partial void Listening(ILogger logger, string addresses);
    }
}
