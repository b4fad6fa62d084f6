using Mesh.Registrar.Instances;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Reconciliation;

/// <summary>One write that brings one entry of Consul nearer to what it should be.</summary>
/// <param name="Id">Id of the entry: changes of one entry are applied one after the other.</param>
/// <param name="Name">Name of the service.</param>
/// <param name="Address"><c>host:port</c> of the entry.</param>
/// <param name="Why">The reason, in a few words for people.</param>
internal abstract record Change(string Id, string Name, string Address, string Why)
{
    /// <summary>Name of the operation in logs, spans and metrics.</summary>
    public abstract string Operation { get; }

    /// <summary>What is written, so that a write without effect is known again.</summary>
    public abstract string Effect { get; }

    /// <summary>What becomes of the instance thereby, in one word, such as <c>added</c>; null where nothing does.</summary>
    public virtual string? Kind => null;

    /// <summary>What happened to the instance; null where nothing is known of it.</summary>
    public InstanceEvent? Cause { get; init; }

    /// <summary>The same change with a mark that those who act on it find in Consul.</summary>
    public virtual Change With(ChangeMark mark) => this;

    /// <summary>Writes it.</summary>
    public abstract Task ApplyAsync(IServiceRegistry registry, CancellationToken cancellation);
}
