using System.Collections.Immutable;
using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>Follows the instances of one service by a blocking query of its own: a change costs an answer about this service alone.</summary>
internal sealed class ServiceWatch : IDisposable
{
    private readonly string _name;
    private readonly CatalogueStore _store;
    private readonly LastGood<InstanceList> _instances;
    private readonly CancellationTokenSource _ending = new();

    public ServiceWatch(string name, IConsulClient consul, CatalogueStore store, WatchSettings settings, TimeProvider time, WatchLog log)
    {
        _name = name;
        _store = store;
        _instances = new(KeepUnlessSomePass, settings.HoldEmpty, time, (list, staleness) => store.SetService(new(name, list.Instances, staleness)));
        _ = FollowAsync(consul, settings, time, log.For($"service '{name}'"), _ending.Token);
    }

    /// <summary>Ends the watch and forgets the service; nothing is served any more once this returns.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _instances.Dispose();
        _store.RemoveService(_name);
    }

    private async Task FollowAsync(IConsulClient consul, WatchSettings settings, TimeProvider time, WatchLog.Subject log, CancellationToken cancellationToken)
    {
        var watch = new ConsulWatch<IReadOnlyList<ServiceInstance>>(
            (options, cancellation) => consul.Health.ServiceAsync(_name, options: options, cancellationToken: cancellation), settings.Watching, time);
        try
        {
            await foreach (var said in watch.ReadAsync(cancellationToken))
            {
                log.Note(said);
                switch (said)
                {
                    case WatchAnswer<IReadOnlyList<ServiceInstance>> answer:
                        _instances.Answered(new(settings.Reader.Read(answer.Result.Value)), answer.Restarted);
                        break;
                    case WatchFailure<IReadOnlyList<ServiceInstance>> failure:
                        _instances.Failed(failure.Error.Message);
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is routed no more, or the program ends.
        }
        catch (Exception e)
        {
            log.Crashed(e);
            throw;
        }
    }

    private static InstanceList KeepUnlessSomePass(InstanceList good, InstanceList answer) =>
        answer.Instances.Any(instance => instance.IsAvailable) || !good.Instances.Any(instance => instance.IsAvailable) ? answer : good;

    private sealed record InstanceList(ImmutableArray<Instance> Instances);
}
