namespace Mesh.Consul;

internal sealed class Health(ConsulConnection connection) : IHealth
{
    public Task<QueryResult<IReadOnlyList<ServiceInstance>>> ServiceAsync(
        string service, bool passing, string? tag, QueryOptions? options, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            new ConsulRequest(HttpMethod.Get, $"health/service/{ConsulRequest.Segment(service)}", $"service:read on \"{service}\" and node:read")
                .WithFlag("passing", passing).With("tag", tag).With(options),
            ConsulJson.Default.IReadOnlyListServiceInstance,
            cancellationToken);

    public Task<QueryResult<IReadOnlyList<HealthCheck>>> ChecksAsync(string service, QueryOptions? options, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            new ConsulRequest(HttpMethod.Get, $"health/checks/{ConsulRequest.Segment(service)}", $"service:read on \"{service}\" and node:read").With(options),
            ConsulJson.Default.IReadOnlyListHealthCheck,
            cancellationToken);

    public Task<QueryResult<IReadOnlyList<HealthCheck>>> StateAsync(CheckStatus? status, QueryOptions? options, CancellationToken cancellationToken)
    {
        var state = status switch
        {
            null => "any",
            CheckStatus.Passing => "passing",
            CheckStatus.Warning => "warning",
            _ => "critical",
        };
        return connection.QueryAsync(
            new ConsulRequest(HttpMethod.Get, $"health/state/{state}", "service:read and node:read").With(options),
            ConsulJson.Default.IReadOnlyListHealthCheck,
            cancellationToken);
    }
}
