using System.Collections.Concurrent;
using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Asks about services that have no watch of their own: first for the index alone, by a tag that no instance has, which costs Consul a third; then for
/// the instances of those whose index is another than before.
/// </summary>
internal sealed class Sweep(IConsulClient consul, Visibility visibility, WatchSettings settings)
{
    private const string NoInstancesTag = "mesh:index-only";
    private const int AtOnce = 12;

    /// <summary>Asks about services, several at once.</summary>
    /// <returns>Those that had changed since they were last asked about.</returns>
    public async Task<IReadOnlyCollection<TrackedService>> AskAsync(IEnumerable<TrackedService> services, CancellationToken cancellationToken)
    {
        var changed = new ConcurrentBag<TrackedService>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(services.Where(service => service.TryBeginSweep()), parallel, async (service, cancellation) =>
        {
            try
            {
                if (await AskAsync(service, cancellation))
                {
                    changed.Add(service);
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
        });
        return changed;
    }

    private async Task<bool> AskAsync(TrackedService service, CancellationToken cancellationToken)
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
