namespace Mesh.Consul;

/// <summary>Consul's key/value store: <c>/v1/kv</c>. Keys may hold slashes; values hold at most 512 KiB.</summary>
public interface IKeyValue
{
    /// <summary>One entry, or null as the value when the key does not exist (which can be waited on as well).</summary>
    Task<QueryResult<KeyValueEntry?>> GetAsync(string key, QueryOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>All entries whose key starts with the prefix, sorted by key; an empty prefix means all.</summary>
    Task<QueryResult<IReadOnlyList<KeyValueEntry>>> ListAsync(string prefix, QueryOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Writes a value. False when <paramref name="checkAndSet"/> did not fit, so that nothing was written.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes to store.</param>
    /// <param name="checkAndSet">Write only if the entry's <see cref="KeyValueEntry.ModifyIndex"/> is this; 0: if it does not exist; null: always.</param>
    /// <param name="flags">The entry's <see cref="KeyValueEntry.Flags"/>.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    Task<bool> PutAsync(string key, ReadOnlyMemory<byte> value, ulong? checkAndSet = null, ulong flags = 0, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes an entry; succeeds also when there is none. False when <paramref name="checkAndSet"/> did not fit, so that nothing was deleted.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="checkAndSet">Delete only if the entry's <see cref="KeyValueEntry.ModifyIndex"/> is this; null always.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    Task<bool> DeleteAsync(string key, ulong? checkAndSet = null, CancellationToken cancellationToken = default);
}
