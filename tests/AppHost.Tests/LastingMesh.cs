using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.AppHost.Tests;

/// <summary>
/// One mesh for all tests that bring it into the state they need and look at what becomes of it: to start one takes longer than most of them. Started by the first of them.
/// </summary>
public abstract class LastingMesh : IAsyncLifetime
{
    private const int Instances = 3;

    private RunningMesh? _mesh;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// The mesh with three instances, all of which answer, and everything that a test has killed started again. One that a test left beyond repair costs the next
    /// test a start, and nothing else.
    /// </summary>
    internal async Task<RunningMesh> WithThreeInstancesAsync()
    {
        if (_mesh is not null && !await IsRestoredAsync(_mesh))
        {
            await _mesh.DisposeAsync();
            _mesh = null;
        }

        return _mesh ??= await StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_mesh is not null)
        {
            await _mesh.DisposeAsync();
        }
    }

    private protected abstract Task<RunningMesh> StartAsync();

    private static async Task<bool> IsRestoredAsync(RunningMesh mesh)
    {
        try
        {
            foreach (var resource in Ended(mesh))
            {
                await mesh.StartAgainAsync(resource);
            }

            await mesh.ScaleAsync(Instances);
            await mesh.UntilBalancedOverAsync(Instances);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or Xunit.Sdk.XunitException)
        {
            return false;
        }
    }

    // Which instances of the replica set run is for its scale command to say.
    private static List<string> Ended(RunningMesh mesh) =>
    [
        .. mesh.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .Where(resource => resource is ExecutableResource || (resource is ProjectResource && !resource.Name.StartsWith("web-", StringComparison.Ordinal)))
            .Where(resource => !resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
            .Where(resource => mesh.Application.ResourceNotifications.TryGetCurrentState(resource.Name, out var now) && KnownResourceStates.TerminalStates.Contains(now.Snapshot.State?.Text))
            .Select(resource => resource.Name),
    ];
}
