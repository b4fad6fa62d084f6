using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Docker.Following;

/// <summary>The containers that should be asked for, in their order; each at most once at a time, and one that fails again after 0.5 s doubling to 30 s.</summary>
internal sealed class ContainerQuestions(TimeProvider time, Random random)
{
    /// <summary>After so many failures in a row nobody waits for a container any more, and it is told.</summary>
    public const int PatientTries = 3;

    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), random);
    private readonly Queue<TrackedContainer> _wanted = new();

    /// <summary>It should be asked for.</summary>
    public void Want(TrackedContainer container)
    {
        container.RetryAt = null;
        container.IsWanted = true;
        _wanted.Enqueue(container);
    }

    /// <summary>Takes the next that should be asked for; null when there is none.</summary>
    public TrackedContainer? Take()
    {
        while (_wanted.TryDequeue(out var container))
        {
            if (container.IsWanted && !container.IsAsked)
            {
                container.IsWanted = false;
                container.IsAsked = true;
                return container;
            }
        }

        return null;
    }

    /// <summary>The engine answered for it.</summary>
    public void Answered(TrackedContainer container)
    {
        container.IsAsked = false;
        container.Failures = 0;
        container.RetryAt = null;
    }

    /// <summary>The engine did not.</summary>
    public void Failed(TrackedContainer container)
    {
        container.IsAsked = false;
        container.RetryAt = time.GetUtcNow() + _backoff.After(++container.Failures);
    }
}
