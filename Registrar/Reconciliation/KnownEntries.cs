using System.Collections.Immutable;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Reconciliation;

/// <summary>Remembers which instance each entry stood for, to say why an entry is written or removed. No decision depends on it.</summary>
internal sealed class KnownEntries
{
    private ImmutableDictionary<string, string> _instances = ImmutableDictionary<string, string>.Empty;
    private ImmutableHashSet<string> _seen = [];

    /// <summary>Remembers the entries that should be in Consul, and those that are.</summary>
    public void Remember(DesiredState desired, IReadOnlyDictionary<string, RegisteredEntry> actual)
    {
        var next = ImmutableDictionary.CreateBuilder<string, string>();
        next.AddRange(_instances.Where(known => actual.ContainsKey(known.Key)));
        foreach (var entry in desired.Entries.Values)
        {
            next[entry.Id] = entry.Instance;
        }

        _instances = next.ToImmutable();
        _seen = [.. desired.Entries.Keys.Where(id => actual.ContainsKey(id) || _seen.Contains(id))];
    }

    /// <summary>Why an entry that is not in Consul should be.</summary>
    public string WhyMissing(ServiceEntry entry) => $"{entry.Instance} {entry.Reason}" + (_seen.Contains(entry.Id) ? ", and Consul had lost it" : "");

    /// <summary>What happened to the instance of an entry that is in Consul and should not be; null where nothing is known of it.</summary>
    public InstanceEvent? EventOf(string id, DesiredState desired) =>
        _instances.TryGetValue(id, out var instance) ? desired.Events.GetValueOrDefault(instance) : null;

    /// <summary>Why an entry that is in Consul should not be.</summary>
    public string WhyUnwanted(string id, DesiredState desired)
    {
        if (!_instances.TryGetValue(id, out var instance))
        {
            return "left over from an earlier run";
        }

        if (desired.Absent.TryGetValue(instance, out var reason))
        {
            return $"{instance} {reason}";
        }

        var moved = desired.Entries.Values.Any(entry => entry.Instance == instance);
        return moved ? $"{instance} has another address now" : $"{instance} was removed";
    }
}
