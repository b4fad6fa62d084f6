using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.ServiceDefaults.Drain;

/// <summary>
/// Holds the host back for <see cref="DrainOptions.Delay"/> between the wish to stop and the stop of the server. The host runs
/// <see cref="StoppingAsync"/> before it stops any hosted service, so that until then everything, background work included, goes on.
/// </summary>
internal sealed partial class DrainLifetime(
    DrainOptions options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DrainLifetime> logger) : IHostedLifecycleService, IDrain
{
    // Never disposed: it has no timer, and who is told to stop may ask for the token until the very end.
    private readonly CancellationTokenSource _closing = new();
    private int _begun;

    public CancellationToken Closing => _closing.Token;

    public bool IsStarted => lifetime.ApplicationStarted.IsCancellationRequested;

    public bool IsDraining => Volatile.Read(ref _begun) == 1;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // A signal fires this token at once, while StoppingAsync waits for its turn among other services'.
        lifetime.ApplicationStopping.Register(Begin);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        Begin();
        await Task.Delay(options.Delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _closing.CancelAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            Log.DrainBegan(logger, options.Delay.TotalSeconds, options.Timeout.TotalSeconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Draining: unready, serving for {Delay} s more, then up to {Timeout} s for requests in flight.",
            EventName = nameof(DrainBegan))]
        public static partial void DrainBegan(ILogger logger, double delay, double timeout);
    }
}
