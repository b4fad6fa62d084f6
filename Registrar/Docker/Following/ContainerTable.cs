using Mesh.Registrar.Configuration;
using Mesh.Registrar.Docker.Containers;
using Mesh.Registrar.Docker.Engine;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Docker.Following;

/// <summary>
/// Everything known of the engine's containers, and which of them to ask for next. Level-triggered: an event about a container makes it be
/// asked for, and only an answer to a question that was put after the last event counts; so no order of events and answers can leave a wrong
/// description behind. For one caller at a time.
/// </summary>
internal sealed class ContainerTable(
    InstanceView view, ContainerReader reader, RegistrarSettings settings, TimeProvider time, Random random, ILogger logger)
{
    private const int SignalledExit = 128;
    private const int UsualStopSeconds = 10;
    private static readonly TimeSpan StopReserve = TimeSpan.FromMinutes(1);

    private readonly ContainerQuestions _questions = new(time, random);
    private readonly Dictionary<string, TrackedContainer> _containers = new(StringComparer.Ordinal);
    private bool _hasListed;
    private bool _isComplete;

    /// <summary>The host's address, for ports of all its interfaces.</summary>
    public string HostAddress { get; set; } = "127.0.0.1";

    /// <summary>The number of the last event.</summary>
    public long Now { get; private set; }

    /// <summary>Something happened.</summary>
    public void Apply(EngineEvent happened)
    {
        if (happened.Container is not { Length: > 0 } id)
        {
            return;
        }

        _containers.GetValueOrDefault(id)?.ChangedAt = happened.At;
        switch (happened.Type, happened.Action.Split(':')[0])
        {
            case ("container", "die"):
                End(id, happened.Number("exitCode") ?? 0);
                break;
            case ("container", "destroy"):
                Forget(id);
                break;
            case ("container", "kill"):
                Stop(id, happened.Number("signal"));
                break;
            case ("container", "start"):
                Touch(Track(id, happened.At)).StopsUntil = null;
                break;
            case ("container", _):
                Touch(Track(id, happened.At));
                break;
            case ("network", "connect" or "disconnect") when _containers.TryGetValue(id, out var container):
                Touch(container);
                break;
        }
    }

    /// <summary>The engine listed its running containers; the question was put when <see cref="Now"/> was <paramref name="asOf"/>.</summary>
    public void Apply(IReadOnlyList<ContainerSummary> listed, long asOf)
    {
        _hasListed = true;
        foreach (var summary in listed)
        {
            if (!_containers.TryGetValue(summary.Id, out var container))
            {
                Touch(Track(summary.Id));
            }
            else if (container.Version <= asOf && container.Details is { } details && ContainerSketch.Of(summary) != ContainerSketch.Of(details))
            {
                Touch(container);
            }
        }

        var ids = listed.Select(summary => summary.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in _containers.Values.Where(each => each.Version <= asOf && !ids.Contains(each.Id)).ToList())
        {
            if (settings.Deregister == DeregisterPolicy.Always)
            {
                Forget(missing.Id);
            }
            else
            {
                Touch(missing);
            }
        }

        if (_isComplete)
        {
            view.Replace(_containers.Values.Select(each => each.Instance).OfType<Instance>());
        }

        CompleteWhenKnown();
    }

    /// <summary>Takes the next container that should be asked for; null when there is none.</summary>
    public TrackedContainer? TakeWanted() => _questions.Take();

    /// <summary>The answer to a question that was put when the container's version was <paramref name="version"/>; null where it is gone.</summary>
    public void Described(TrackedContainer container, long version, ContainerDetails? details)
    {
        if (!IsTracked(container))
        {
            return;
        }

        _questions.Answered(container);
        if (container.Version != version)
        {
            _questions.Want(container);
        }
        else if (details is null)
        {
            Forget(container.Id);
        }
        else if (details.State.Status is "running" or "paused")
        {
            container.Details = details;
            container.FailedWith = null;
            Publish(container);
        }
        else
        {
            End(container.Id, details.State.ExitCode);
        }

        CompleteWhenKnown();
    }

    /// <summary>A container could not be described. What is known of it stays, and no other waits for it.</summary>
    public void NotDescribed(TrackedContainer container, string cause)
    {
        if (!IsTracked(container))
        {
            return;
        }

        _questions.Failed(container);
        if (container.Failures == ContainerQuestions.PatientTries)
        {
            Log.NotDescribed(logger, container.Id, cause);
        }

        CompleteWhenKnown();
    }

    /// <summary>Looks what is due. To be called every second or so.</summary>
    public void Tick()
    {
        var now = time.GetUtcNow();
        foreach (var container in _containers.Values)
        {
            if (container.StopsUntil <= now)
            {
                // It was told to stop and did not.
                container.StopsUntil = null;
                Touch(container);
            }
            else if (container.RetryAt <= now)
            {
                _questions.Want(container);
            }
        }
    }

    /// <summary>The connection ended: what was asked for has to be asked for again.</summary>
    public void Interrupt()
    {
        foreach (var container in _containers.Values.Where(each => each.IsAsked))
        {
            container.IsAsked = false;
            _questions.Want(container);
        }
    }

    // It may have ended meanwhile, and even begun anew: then this answer is for nobody.
    private bool IsTracked(TrackedContainer container) => _containers.GetValueOrDefault(container.Id) == container;

    private TrackedContainer Track(string id, DateTimeOffset? changedAt = null)
    {
        if (!_containers.TryGetValue(id, out var container))
        {
            _containers[id] = container = new(id) { ChangedAt = changedAt };
        }

        return container;
    }

    private TrackedContainer Touch(TrackedContainer container)
    {
        container.Version = ++Now;
        _questions.Want(container);
        return container;
    }

    private void Stop(string id, int? signal)
    {
        if (!_containers.TryGetValue(id, out var container))
        {
            container = Touch(Track(id));
        }

        var config = container.Details?.Config;
        if (StopSignal.Ends(signal, config?.StopSignal))
        {
            container.StopsUntil = time.GetUtcNow() + TimeSpan.FromSeconds(config?.StopTimeout ?? UsualStopSeconds) + StopReserve;
            Publish(container);
        }
    }

    private void End(string id, int exitCode)
    {
        var isFailure = exitCode != 0 && (exitCode & SignalledExit) == 0;
        if (settings.Deregister == DeregisterPolicy.Always || !isFailure || _containers.GetValueOrDefault(id) is not { Details: not null } container)
        {
            Forget(id);
            return;
        }

        container.Version = ++Now;
        container.StopsUntil = null;
        container.FailedWith = exitCode;
        Publish(container);
    }

    private void Forget(string id)
    {
        if (_containers.Remove(id, out var container))
        {
            container.IsWanted = false;
            Tell(container, null);
            PublishUsersOf(id);
        }
    }

    private void Publish(TrackedContainer container)
    {
        if (container.Details is not { } details)
        {
            return;
        }

        // Without its addresses, which an ended container has lost, its entry could not stay what it was.
        var instance = container.FailedWith is null || container.Instance is null ? Read(details) : container.Instance;
        Tell(container, instance with
        {
            ChangedAt = container.ChangedAt,
            State = container.FailedWith is { } code ? $"Exited with code {code}" : container.StopsUntil is null ? instance.State : "Stopping",
        });
        PublishUsersOf(container.Id);
    }

    private Instance Read(ContainerDetails details)
    {
        var owner = ContainerPorts.NetworkOwner(details);
        return reader.Read(details, owner is null ? details : _containers.GetValueOrDefault(owner)?.Details, HostAddress);
    }

    private void PublishUsersOf(string network)
    {
        foreach (var user in _containers.Values.Where(each => each.Details is { } details && ContainerPorts.NetworkOwner(details) == network))
        {
            Publish(user);
        }
    }

    private void Tell(TrackedContainer container, Instance? instance)
    {
        container.Instance = instance;
        if (!_isComplete)
        {
            return;
        }

        if (instance is null)
        {
            view.Remove(container.Id);
        }
        else
        {
            view.Upsert(instance);
        }
    }

    // The first time, everything at once: what is missing then does not run. One container that cannot be described keeps nobody waiting for long.
    private void CompleteWhenKnown()
    {
        if (!_isComplete && _hasListed && !_containers.Values.Any(each => each.Details is null && each.Failures < ContainerQuestions.PatientTries))
        {
            _isComplete = true;
            view.Replace(_containers.Values.Select(each => each.Instance).OfType<Instance>());
        }
    }
}
