using Microsoft.Extensions.Hosting;

namespace Mesh.Dashboard.Hosting;

/// <summary>
/// The life of a server within another program, which alone decides when it ends: a host of its own would take Ctrl-C for itself, too, and leave while
/// people watch how everything else is stopped.
/// </summary>
internal sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
