using System.Collections.Immutable;
using Mesh.Consul;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>Follows which services carry route tags, by one blocking query on the list of all services.</summary>
/// <param name="consul">Consul.</param>
/// <param name="settings">How to ask, what to leave out and how long services missing after trouble are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where trouble is told.</param>
/// <param name="changed">Takes the tags; called only when something changed.</param>
/// <param name="heard">Called after every answer: some service changed, or nothing did for the time of a question.</param>
/// <param name="failed">Called when Consul does not answer, with the reason.</param>
internal sealed class TagWatch(
    IConsulClient consul,
    WatchSettings settings,
    TimeProvider time,
    WatchLog log,
    Action<ImmutableDictionary<string, ImmutableArray<string>>, Staleness?> changed,
    Action heard,
    Action<string> failed)
{
    // Consul goes through all instances to list the services: 11 ms for 1,000 of ten each, 0.5 ms to answer about one of them.
    private const double ServicesPerToken = 50;

    /// <param name="saved">The tags that an earlier run saved; good until Consul answers.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FollowAsync(
        (ImmutableDictionary<string, ImmutableArray<string>> Tags, Staleness Staleness)? saved, CancellationToken cancellationToken)
    {
        var subject = log.For("the list of services");
        using var tags = new LastGood<ServiceTags>(KeepMissing, settings.HoldEmpty, time, (served, staleness) => changed(served.ByService, staleness));
        if (saved is { } good)
        {
            tags.Begin(new(good.Tags), good.Staleness);
        }

        ServiceTags? last = null;
        var watch = new ConsulWatch<IReadOnlyDictionary<string, IReadOnlyList<string>>>(
            consul.Catalog.ServicesAsync, settings.Watching, time, cost: static list => list.Count / ServicesPerToken);
        await foreach (var said in watch.ReadAsync(cancellationToken))
        {
            // Following a change may take a while, and requests must not wait for the thread that brought it (InlineCompletions).
            await Task.Yield();
            var hidden = said is WatchAnswer<IReadOnlyDictionary<string, IReadOnlyList<string>>> { Result.Value.Count: 0 } ? Visibility.NothingShown : null;
            subject.Note(said, hidden);
            switch (said)
            {
                case WatchAnswer<IReadOnlyDictionary<string, IReadOnlyList<string>>> when hidden is not null:
                    tags.Failed(hidden);
                    failed(hidden);
                    break;
                case WatchAnswer<IReadOnlyDictionary<string, IReadOnlyList<string>>> answer:
                    var read = ServiceTags.Read(answer.Result.Value, settings.Filter, last);
                    if (answer.Restarted || tags.IsStale || !ReferenceEquals(read, last))
                    {
                        tags.Answered(read, answer.Restarted);
                    }

                    last = read;
                    heard();
                    break;
                case WatchFailure<IReadOnlyDictionary<string, IReadOnlyList<string>>> failure:
                    tags.Failed(failure.Error.Message);
                    failed(failure.Error.Message);
                    break;
            }
        }
    }

    private static ServiceTags KeepMissing(ServiceTags good, ServiceTags answer)
    {
        var missing = good.ByService.Where(service => !answer.ByService.ContainsKey(service.Key)).ToList();
        return missing.Count == 0 ? answer : new(answer.ByService.AddRange(missing));
    }

    private sealed record ServiceTags(ImmutableDictionary<string, ImmutableArray<string>> ByService)
    {
        /// <summary>
        /// Reads an answer; returns <paramref name="last"/> itself when nothing about routes changed, which is so for most changes of a catalogue.
        /// </summary>
        public static ServiceTags Read(IReadOnlyDictionary<string, IReadOnlyList<string>> answer, InstanceFilter filter, ServiceTags? last)
        {
            var tags = answer.Where(service => filter.MayTake(service.Value)).ToImmutableDictionary(
                service => service.Key,
                service => service.Value.Where(RouteTag.IsOne).Order(StringComparer.Ordinal).ToImmutableArray(),
                StringComparer.Ordinal);
            tags = tags.RemoveRange(tags.Where(service => service.Value.IsEmpty).Select(service => service.Key));
            return last is not null && tags.Count == last.ByService.Count && tags.All(last.Has) ? last : new(tags);
        }

        private bool Has(KeyValuePair<string, ImmutableArray<string>> service) =>
            ByService.TryGetValue(service.Key, out var tags) && tags.SequenceEqual(service.Value);
    }
}
