using System.Collections.Immutable;
using Mesh.Registrar.Instances;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Reconciliation;

/// <summary>The difference between what should stand in Consul and what does.</summary>
/// <param name="Changes">The writes it takes: removals first, so that nobody is sent to an instance that is going.</param>
/// <param name="Settled">The entries that are as they should be.</param>
/// <param name="Problems">Entries that cannot be written because somebody else's stand in their place.</param>
internal sealed record Differences(
    ImmutableArray<Change> Changes, ImmutableArray<ServiceEntry> Settled, ImmutableArray<InstanceProblem> Problems)
{
    /// <summary>
    /// Compares. Entries without the mark of <paramref name="owner"/> are never changed, but for what
    /// <paramref name="takeover"/> says of registrator's; and nothing is removed while
    /// <paramref name="desired"/> is incomplete.
    /// </summary>
    public static Differences Between(
        DesiredState desired, IReadOnlyDictionary<string, RegisteredEntry> actual, string owner, Takeover takeover, KnownEntries known)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        var settled = ImmutableArray.CreateBuilder<ServiceEntry>();
        var problems = ImmutableArray.CreateBuilder<InstanceProblem>();
        if (desired.IsComplete)
        {
            changes.AddRange(actual.Values
                .Where(entry => (entry.IsOwnedBy(owner) || takeover.Removes(entry)) && !desired.Entries.ContainsKey(entry.Id))
                .Select(entry => new Deregistration(entry, known.WhyUnwanted(entry.Id, desired)) { Cause = known.EventOf(entry.Id, desired) }));
        }

        foreach (var entry in desired.Entries.Values)
        {
            if (!actual.TryGetValue(entry.Id, out var registered))
            {
                changes.Add(new Registration(entry, null, known.WhyMissing(entry)) { Cause = CauseOf(entry) });
            }
            else if (!registered.IsOwnedBy(owner) && !takeover.Overwrites(registered))
            {
                problems.Add(new(entry.Instance, $"its id '{entry.Id}' belongs to an entry of Consul without the mark '{owner}', which is left alone"));
            }
            else if (Describe(entry, registered) is { Length: > 0 } difference)
            {
                changes.Add(new Registration(entry, difference, $"{entry.Instance} changed: {difference}") { Cause = CauseOf(entry) });
            }
            else if (entry.SourceCheck is { } check && registered.Checks[check.Id].Status != entry.Status)
            {
                changes.Add(new StatusChange(entry) { Cause = CauseOf(entry) });
            }
            else
            {
                settled.Add(entry);
            }
        }

        return new(changes.ToImmutable(), settled.ToImmutable(), problems.ToImmutable());

        InstanceEvent? CauseOf(ServiceEntry entry) => desired.Events.GetValueOrDefault(entry.Instance);
    }

    private static string Describe(ServiceEntry entry, RegisteredEntry registered) => string.Join(", ", Parts(entry, registered));

    private static IEnumerable<string> Parts(ServiceEntry entry, RegisteredEntry registered)
    {
        if (registered.Service.Name != entry.Name)
        {
            yield return "name";
        }

        if (registered.Service.Address != entry.Address || registered.Service.Port != entry.Port)
        {
            yield return "address";
        }

        // With an override the agent itself takes over what others made of the tags.
        if (registered.Service.EnableTagOverride != entry.EnableTagOverride || (!entry.EnableTagOverride && !registered.Service.Tags.SequenceEqual(entry.Tags)))
        {
            yield return "tags";
        }

        // Which trace an entry belongs to is no property of its instance.
        var meta = registered.Service.Meta.Where(pair => pair.Key != ChangeMark.Key).ToDictionary();
        if (meta.Count != entry.Meta.Count || entry.Meta.Any(pair => meta.GetValueOrDefault(pair.Key) != pair.Value))
        {
            yield return "meta";
        }

        if (registered.Service.Weights.Passing != entry.Weight || registered.Service.Weights.Warning != entry.WarningWeight)
        {
            yield return "weight";
        }

        if (entry.Checks.Any(check => registered.Checks.GetValueOrDefault(check.Id)?.Notes != check.Notes) || registered.Checks.Keys.Any(IsLeftOver))
        {
            yield return "check";
        }

        // What others added under names of their own is theirs.
        bool IsLeftOver(string id) =>
            id.StartsWith($"service:{entry.Id}", StringComparison.Ordinal) && entry.Checks.All(check => check.Id != id);
    }
}
