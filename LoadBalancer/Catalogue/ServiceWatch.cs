using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>Follows the instances of one service by a blocking query of its own: a change costs an answer about this service alone.</summary>
internal sealed class ServiceWatch : IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private volatile bool _isLast;

    /// <param name="service">The service.</param>
    /// <param name="consul">Consul.</param>
    /// <param name="visibility">Tells empty answers from hidden ones.</param>
    /// <param name="watching">How to ask.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where trouble is told.</param>
    /// <param name="ended">Called when the watch has ended by itself, after <see cref="EndWithAnswer"/>.</param>
    public ServiceWatch(
        TrackedService service, IConsulClient consul, Visibility visibility, WatchOptions watching, TimeProvider time, WatchLog log, Action<ServiceWatch> ended) =>
        _ = FollowAsync(service, consul, visibility, watching, time, log.For($"service '{service.Name}'"), ended);

    /// <summary>
    /// Lets the question that is under way be the last one. Not broken off, because Consul (1.8) goes on with it, and counts its connection, until its
    /// time is over.
    /// </summary>
    public void EndWithAnswer() => _isLast = true;

    /// <summary>Ends the watch at once; what it learned stays.</summary>
    public void Dispose() => _ending.Cancel();

    private async Task FollowAsync(
        TrackedService service,
        IConsulClient consul,
        Visibility visibility,
        WatchOptions watching,
        TimeProvider time,
        WatchLog.Subject log,
        Action<ServiceWatch> ended)
    {
        var watch = new ConsulWatch<IReadOnlyList<ServiceInstance>>(
            (options, cancellation) => consul.Health.ServiceAsync(service.Name, options: options, cancellationToken: cancellation), watching, time);
        try
        {
            var isFirst = true;
            await foreach (var said in watch.ReadAsync(_ending.Token))
            {
                // Following a change may take a while, and requests must not wait for the thread that brought it (InlineCompletions).
                await Task.Yield();
                var hidden = said is WatchAnswer<IReadOnlyList<ServiceInstance>> { Result.Value: var listed }
                    ? await visibility.WhyHiddenAsync(service, listed, _ending.Token)
                    : null;
                log.Note(said, hidden);
                switch (said)
                {
                    case WatchAnswer<IReadOnlyList<ServiceInstance>> when hidden is not null:
                        service.Failed(hidden);
                        break;
                    // The first answer of a watch loses no thread when the service was asked about before.
                    case WatchAnswer<IReadOnlyList<ServiceInstance>> answer:
                        service.Answered(answer.Result, answer.Restarted && !isFirst);
                        break;
                    case WatchFailure<IReadOnlyList<ServiceInstance>> failure:
                        service.Failed(failure.Error.Message);
                        break;
                }

                isFirst = false;
                if (_isLast)
                {
                    break;
                }
            }

            ended(this);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The program ends.
        }
        catch (Exception e)
        {
            log.Crashed(e);
            throw;
        }
        finally
        {
            log.Ended();
        }
    }
}
