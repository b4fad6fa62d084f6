using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Asks about services that have no watch of their own: first for the index alone, by a tag that no instance has, which costs Consul a third; then for
/// the instances of those whose index is another than before.
/// </summary>
/// <param name="consul">Consul.</param>
/// <param name="visibility">Tells empty answers from hidden ones.</param>
/// <param name="settings">How to ask.</param>
/// <param name="changed">Takes each service that had changed since it was last asked about.</param>
internal sealed class Sweep(IConsulClient consul, Visibility visibility, WatchSettings settings, Action<TrackedService> changed)
{
    private const string NoInstancesTag = "mesh:index-only";

    /// <summary>Asks about a service, unless it has a watch by now or is being asked about anyway.</summary>
    /// <returns>Whether what is known of it is in order.</returns>
    public async Task<bool> AskAsync(TrackedService service, CancellationToken cancellationToken)
    {
        if (service.IsWatched || !service.TryBeginSweep())
        {
            return true;
        }

        try
        {
            if (await HasChangedAsync(service, cancellationToken))
            {
                changed(service);
            }
        }
        catch (ConsulException e)
        {
            service.Failed(e.Message);
        }
        finally
        {
            service.EndSweep();
        }

        return service.IsInOrder;
    }

    private async Task<bool> HasChangedAsync(TrackedService service, CancellationToken cancellationToken)
    {
        var wasInOrder = service.IsInOrder;
        if (wasInOrder && (await AskAsync(service, NoInstancesTag, cancellationToken)).Index == service.Index)
        {
            return false;
        }

        var answer = await AskAsync(service, null, cancellationToken);
        if (await visibility.WhyHiddenAsync(service, answer.Value, cancellationToken) is { } hidden)
        {
            service.Failed(hidden);
            return false;
        }

        service.AnsweredSweep(answer);
        return wasInOrder;
    }

    private Task<QueryResult<IReadOnlyList<ServiceInstance>>> AskAsync(TrackedService service, string? tag, CancellationToken cancellationToken) =>
        consul.Health.ServiceAsync(service.Name, tag: tag, options: settings.Watching.Query, cancellationToken: cancellationToken);
}
