using System.Collections.Immutable;
using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Instances;

/// <summary>
/// What one source has told: its last good view, kept while the source cannot be reached. One writer (its source), any number of readers.
/// </summary>
internal sealed class InstanceView(string source, ChangeSignal changed, TimeProvider time)
{
    private volatile ImmutableDictionary<string, SourcedInstance> _instances = ImmutableDictionary<string, SourcedInstance>.Empty;
    private volatile bool _complete;
    private volatile string? _trouble;
    private long _run;

    /// <summary>Name of the source.</summary>
    public string Source => source;

    /// <summary>Its instances by id.</summary>
    public ImmutableDictionary<string, SourcedInstance> Instances => _instances;

    /// <summary>True once the source delivered a first full snapshot. Before that nothing may be concluded from what is missing.</summary>
    public bool IsComplete => _complete;

    /// <summary>Why the source cannot be followed at the moment; null while it can.</summary>
    public string? Trouble => _trouble;

    /// <summary>Replaces everything by a full snapshot; of two instances with one id the last counts.</summary>
    public void Replace(IEnumerable<Instance> instances)
    {
        var next = ImmutableDictionary.CreateBuilder<string, SourcedInstance>();
        foreach (var instance in instances)
        {
            next[instance.Id] = Describe(instance);
        }

        _instances = next.ToImmutable();
        _complete = true;
        _trouble = null;
        changed.Set();
    }

    /// <summary>Adds an instance or replaces its description.</summary>
    public void Upsert(Instance instance)
    {
        _instances = _instances.SetItem(instance.Id, Describe(instance));
        changed.Set();
    }

    /// <summary>Forgets an instance; an unknown id changes nothing.</summary>
    public void Remove(string id)
    {
        _instances = _instances.Remove(id);
        changed.Set();
    }

    /// <summary>Says why the source cannot be followed; the instances stay as they are.</summary>
    public void Lose(string trouble) => _trouble = trouble;

    private SourcedInstance Describe(Instance instance)
    {
        var before = _instances.GetValueOrDefault(instance.Id);
        var startedAnew = instance.State == InstanceStates.Running && before?.Instance.State != InstanceStates.Running;
        return new(source, instance, startedAnew || before is null ? ++_run : before.Run, EventOf(instance, before));
    }

    // What the first snapshot tells may have happened long before anybody could have heard of it.
    private InstanceEvent EventOf(Instance instance, SourcedInstance? before)
    {
        if (before is not null && instance.ChangedAt is not null && instance.ChangedAt == before.Instance.ChangedAt)
        {
            return before.Event;
        }

        var now = time.GetUtcNow();
        return new(
            instance.DisplayName ?? instance.Name,
            instance.Health is null ? $"{instance.State}" : $"{instance.State}, {instance.Health}",
            _complete && instance.ChangedAt < now ? instance.ChangedAt.Value : now,
            now);
    }
}
