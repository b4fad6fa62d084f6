namespace Mesh.Registrar.Reconciliation;

/// <summary>What the reconciler needs of Consul. Every method throws <see cref="RegistryException"/> when it did not work.</summary>
internal interface IServiceRegistry
{
    /// <summary>What the registry can hold of an entry: what it cannot hold must not count as a difference.</summary>
    ServiceEntry Fit(ServiceEntry entry);

    /// <summary>Every entry that the agent has now, of whatever owner, by id.</summary>
    Task<IReadOnlyDictionary<string, RegisteredEntry>> ReadAsync(CancellationToken cancellation);

    /// <summary>
    /// Writes an entry and its check, replacing both. A new check begins with <see cref="ServiceEntry.Status"/>; one that existed may keep
    /// its old status, as Consul decides.
    /// </summary>
    /// <param name="entry">The entry as it should be.</param>
    /// <param name="isNew">False where an entry of this id is replaced.</param>
    /// <param name="cancellation">Ends the wait at once.</param>
    Task RegisterAsync(ServiceEntry entry, bool isNew, CancellationToken cancellation);

    /// <summary>Removes an entry with its checks; one that is not there any more is no error.</summary>
    Task DeregisterAsync(string id, CancellationToken cancellation);

    /// <summary>Sets the status of a check that follows its source.</summary>
    Task SetStatusAsync(ServiceEntry entry, CancellationToken cancellation);
}
