using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Mesh.ServiceDefaults.Drain;

/// <summary>
/// Ends the process at once when the same signal comes a second time. SIGTERM after SIGINT is no repetition: a Ctrl-C in a terminal reaches the
/// whole process group, and a parent then often passes its own SIGTERM on.
/// </summary>
internal sealed class RepeatedSignal : IHostedService, IDisposable
{
    private readonly HashSet<PosixSignal> _seen = [];
    private PosixSignalRegistration[] _registrations = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Count), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Count)];
        return Task.CompletedTask;
    }

    // Stays on watch while the server finishes its requests: that is when a second signal comes.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Count(PosixSignalContext context)
    {
        lock (_seen)
        {
            if (_seen.Add(context.Signal))
            {
                return;
            }
        }

        // The shell's convention for a process ended by a signal: 128 + its number.
        Environment.Exit(context.Signal == PosixSignal.SIGINT ? 130 : 143);
    }
}
