using System.Globalization;

namespace Mesh.Consul;

internal sealed class KeyValue(ConsulConnection connection) : IKeyValue
{
    public async Task<QueryResult<KeyValueEntry?>> GetAsync(string key, QueryOptions? options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var found = await ReadAsync(Request(HttpMethod.Get, key, "key:read").With(options), cancellationToken);
        return new(found.Value.Count > 0 ? found.Value[0] : null, found.Index, found.LastContact, found.KnownLeader, found.FilteredByAcl);
    }

    public Task<QueryResult<IReadOnlyList<KeyValueEntry>>> ListAsync(string prefix, QueryOptions? options, CancellationToken cancellationToken) =>
        ReadAsync(Request(HttpMethod.Get, prefix, "key:read").WithFlag("recurse", true).With(options), cancellationToken);

    public Task<bool> PutAsync(string key, ReadOnlyMemory<byte> value, ulong? checkAndSet, ulong flags, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Put, key, value.ToArray(), checkAndSet, flags, cancellationToken);

    public Task<bool> DeleteAsync(string key, ulong? checkAndSet, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Delete, key, body: null, checkAndSet, flags: 0, cancellationToken);

    private static ConsulRequest Request(HttpMethod method, string key, string rule, byte[]? body = null)
    {
        var segments = key.Split('/').Select(static segment => segment.Length == 0 ? "" : ConsulRequest.Segment(segment));
        return new(method, $"kv/{string.Join('/', segments)}", $"{rule} on \"{key}\"") { Body = body };
    }

    private Task<QueryResult<IReadOnlyList<KeyValueEntry>>> ReadAsync(ConsulRequest request, CancellationToken cancellationToken) =>
        connection.QueryAsync(request, ConsulJson.Default.IReadOnlyListKeyValueEntry, missing: [], cancellationToken);

    private Task<bool> WriteAsync(HttpMethod method, string key, byte[]? body, ulong? checkAndSet, ulong flags, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var request = Request(method, key, "key:write", body).With("cas", checkAndSet?.ToString(CultureInfo.InvariantCulture))
            .With("flags", flags == 0 ? null : flags.ToString(CultureInfo.InvariantCulture));
        return connection.ReadAsync(request, ConsulJson.Default.Boolean, cancellationToken);
    }
}
