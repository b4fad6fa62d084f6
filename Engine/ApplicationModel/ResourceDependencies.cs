using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    /// <summary>Waits until everything a resource waits for has got where it must be.</summary>
    /// <exception cref="DistributedApplicationException">One of them cannot get there any more, and the wait's behaviour says that this is final.</exception>
    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>();
        await Task.WhenAll(waits.SelectMany(wait => InstanceIdsAnnotation.IdsOf(wait.Resource).Select(id => WaitForAsync(resource, wait, id, cancellationToken))));
    }

    private async Task WaitForAsync(IResource resource, WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var final = (wait.WaitBehavior ?? DefaultWaitBehavior) == WaitBehavior.StopOnResourceUnavailable || wait.WaitType == WaitType.WaitForCompletion;
        var found = await WaitForResourceAsync(id, e => IsReached(wait, e.Snapshot) || (final && IsOver(e.Snapshot)), cancellationToken);
        if (!IsReached(wait, found.Snapshot))
        {
            throw new DistributedApplicationException(
                $"'{resource.Name}' waits for '{id}', which will not get there: its state is {found.Snapshot.State?.Text}" +
                (found.Snapshot.ExitCode is { } code ? $", exit code {code}." : "."));
        }

        if (wait.WaitType == WaitType.WaitUntilHealthy)
        {
            await found.Snapshot.Ready!.WaitAsync(cancellationToken);
        }
    }

    private WaitBehavior DefaultWaitBehavior =>
        _services.GetRequiredService<IOptions<ResourceNotificationServiceOptions>>().Value.DefaultWaitBehavior;

    private static bool IsReached(WaitAnnotation wait, CustomResourceSnapshot snapshot) => wait.WaitType switch
    {
        WaitType.WaitUntilStarted => snapshot.State?.Text == KnownResourceStates.Running,
        WaitType.WaitForCompletion => IsOver(snapshot) && snapshot.ExitCode == wait.ExitCode,
        _ => IsHealthy(snapshot),
    };
}

/// <summary>How waiting is done where a wait says nothing of its own.</summary>
public class ResourceNotificationServiceOptions
{
    /// <summary>What happens when the resource that is waited for fails. Default: go on waiting.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; } = WaitBehavior.WaitOnResourceUnavailable;
}
