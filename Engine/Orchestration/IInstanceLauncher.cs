using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>Brings instances of one kind of resource to life.</summary>
internal interface IInstanceLauncher
{
    /// <summary>The kind, for people.</summary>
    string TypeOf(IResource resource);

    /// <summary>The state of an instance that has ended: a process is Finished, a container Exited, as in Aspire.</summary>
    string EndedState { get; }

    /// <summary>Whether this launcher runs the resource.</summary>
    bool CanLaunch(IResource resource);

    /// <summary>Facts that are known before any start.</summary>
    ImmutableArray<ResourcePropertySnapshot> Describe(IResource resource);

    /// <summary>Starts an instance.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started; the message says why and what to do.</exception>
    Task<IRunningInstance> LaunchAsync(InstanceLaunch launch, Action<OutputLine> output, CancellationToken cancellationToken);
}
