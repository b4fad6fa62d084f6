using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Follows all checks in one state, of whatever service: which services an answer differs in tells which ones to ask about. Small as long as little is wrong.
/// </summary>
/// <param name="consul">Consul.</param>
/// <param name="status">The state.</param>
/// <param name="settings">How to ask.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where trouble is told.</param>
/// <param name="changed">
/// Takes the names of services with checks that came into the state or left it; null when a node's did, which may be any service's.
/// </param>
internal sealed class StateWatch(
    IConsulClient consul, CheckStatus status, WatchSettings settings, TimeProvider time, WatchLog log, Action<IReadOnlyCollection<string>?> changed)
{
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var subject = log.For($"checks that are {status}");
        HashSet<(string Node, string Check, string Service)>? last = null;
        var watch = new ConsulWatch<IReadOnlyList<HealthCheck>>(
            (options, cancellation) => consul.Health.StateAsync(status, options, cancellation), settings.Watching, time);
        await foreach (var said in watch.ReadAsync(cancellationToken))
        {
            subject.Note(said);
            if (said is WatchAnswer<IReadOnlyList<HealthCheck>> answer)
            {
                var next = answer.Result.Value.Select(check => (check.Node, check.CheckId, check.ServiceName)).ToHashSet();
                if (last is not null)
                {
                    Tell(last, next);
                }

                last = next;
            }
        }
    }

    private void Tell(HashSet<(string Node, string Check, string Service)> last, HashSet<(string Node, string Check, string Service)> next)
    {
        var services = last.Except(next).Concat(next.Except(last)).Select(check => check.Service).ToHashSet(StringComparer.Ordinal);
        if (services.Count > 0)
        {
            changed(services.Contains("") ? null : services);
        }
    }
}
