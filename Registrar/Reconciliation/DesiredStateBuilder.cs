using System.Collections.Immutable;
using Mesh.Consul;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Metadata;
using Mesh.Registrar.Probing;

namespace Mesh.Registrar.Reconciliation;

/// <summary>Turns the instances of all sources into the entries they should have.</summary>
internal sealed class DesiredStateBuilder(RegistrarSettings settings, RegistrarIdentity identity, InstanceCatalogue catalogue, AddressProber prober)
{
    /// <summary>The state that the sources ask for now.</summary>
    public DesiredState Build()
    {
        var isComplete = catalogue.IsComplete;
        var draft = new Draft();
        foreach (var sourced in catalogue.Instances)
        {
            Add(draft, sourced);
        }

        return new()
        {
            Entries = draft.Entries.ToImmutable(),
            Absent = draft.Absent.ToImmutable(),
            Events = draft.Events.ToImmutable(),
            Probed = draft.Probed.ToImmutable(),
            Problems = draft.Problems.ToImmutable(),
            IsComplete = isComplete,
        };
    }

    private void Add(Draft draft, SourcedInstance sourced)
    {
        var instance = sourced.Instance;
        draft.Events[instance.Name] = sourced.Event;
        if (InstanceStates.IsGone(instance.State))
        {
            draft.Absent[instance.Name] = $"is {instance.State}";
            return;
        }

        draft.Absent[instance.Name] = "has no address";
        draft.Problems.AddRange(instance.Warnings.Select(warning => new InstanceProblem(instance.Name, warning)));
        foreach (var port in instance.Ports)
        {
            Add(draft, sourced, ListeningAddress.Of(port));
        }

        var ports = new HashSet<int>();
        foreach (var text in instance.Addresses)
        {
            if (ListeningAddress.Parse(text, settings.OwnAddress) is not { } address)
            {
                draft.Problems.Add(new(instance.Name, $"its address '{text}' names no TCP port and is not registered"));
            }
            else if (ports.Add(address.Port))
            {
                Add(draft, sourced, address);
            }
        }
    }

    private void Add(Draft draft, SourcedInstance sourced, ListeningAddress address)
    {
        var instance = sourced.Instance;
        var metadata = ServiceMetadataReader.Read(instance.Environment, address.Number, settings);
        if (metadata.IsIgnored || (settings.Explicit && metadata.Name is null))
        {
            draft.Absent[instance.Name] = metadata.IsIgnored ? "has SERVICE_IGNORE set" : "has no SERVICE_NAME";
            return;
        }

        draft.Problems.AddRange(metadata.Warnings.Select(warning => new InstanceProblem(instance.Name, warning)));
        var target = new ProbeTarget(sourced.Source, instance.Id, sourced.Run, address.Host, address.Port);
        if (instance is { SharedHealth: true, State: InstanceStates.Running })
        {
            draft.Probed.Add(target);
        }

        if (InstanceStatus.Of(instance, () => prober.HasAnswered(target)) is not { } judged)
        {
            return;
        }

        var entry = Entry(instance, address, metadata, judged.Status, judged.Reason);
        draft.Absent.Remove(instance.Name);
        if (!draft.Entries.TryAdd(entry.Id, entry))
        {
            var other = draft.Entries[entry.Id].Instance;
            draft.Problems.Add(new(instance.Name, $"its id '{entry.Id}' is that of instance {other} already; port {entry.Port} is not registered"));
        }
    }

    private ServiceEntry Entry(Instance instance, ListeningAddress address, ServiceMetadata metadata, CheckStatus status, string reason)
    {
        var isUdp = address.Scheme == "udp";
        var id = metadata.Id ?? $"{settings.Host}:{instance.Name}:{address.Number}{(isUdp ? ":udp" : "")}";
        var name = metadata.Name ?? instance.Resource;
        var meta = metadata.Meta;
        if (address.Scheme == Uri.UriSchemeHttps && !meta.ContainsKey("scheme"))
        {
            meta = meta.Add("scheme", address.Scheme);
        }

        return new()
        {
            Id = id,
            Name = instance.Ports.Count > 1 && !metadata.IsNameOfPort ? $"{name}-{address.Number}" : name,
            Address = address.Host,
            Port = address.Port,
            Tags = isUdp ? metadata.Tags.Add("udp") : metadata.Tags,
            Meta = meta.Add(ServiceMetadataReader.OwnerKey, identity.Owner ?? ""),
            Weight = metadata.Weight,
            WarningWeight = metadata.WarningWeight,
            EnableTagOverride = metadata.EnableTagOverride,
            Checks = EntryChecks.For(new(id, address.Host, address.Port, instance.Id, address.Number), metadata.Checks, settings),
            Status = status,
            Reason = reason,
            Instance = instance.Name,
        };
    }

    private sealed class Draft
    {
        public ImmutableDictionary<string, ServiceEntry>.Builder Entries { get; } = ImmutableDictionary.CreateBuilder<string, ServiceEntry>();

        public ImmutableDictionary<string, string>.Builder Absent { get; } = ImmutableDictionary.CreateBuilder<string, string>();

        public ImmutableDictionary<string, InstanceEvent>.Builder Events { get; } = ImmutableDictionary.CreateBuilder<string, InstanceEvent>();

        public ImmutableHashSet<ProbeTarget>.Builder Probed { get; } = ImmutableHashSet.CreateBuilder<ProbeTarget>();

        public ImmutableArray<InstanceProblem>.Builder Problems { get; } = ImmutableArray.CreateBuilder<InstanceProblem>();
    }
}
