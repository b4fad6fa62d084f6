using System.Text.Json;

namespace Mesh.Consul;

internal sealed class Agent(ConsulConnection connection) : IAgent
{
    private const string CheckPermission = "service:write on the check's service, or node:write for a check of the node";

    public Task<AgentSelf> SelfAsync(CancellationToken cancellationToken) =>
        connection.ReadAsync(new(HttpMethod.Get, "agent/self", "agent:read"), ConsulJson.Default.AgentSelf, cancellationToken);

    public Task<IReadOnlyDictionary<string, RegisteredService>> ServicesAsync(string? filter, CancellationToken cancellationToken) =>
        connection.ReadAsync(
            new ConsulRequest(HttpMethod.Get, "agent/services", "service:read").With("filter", filter),
            ConsulJson.Default.IReadOnlyDictionaryStringRegisteredService,
            cancellationToken);

    public async Task<RegisteredService?> ServiceAsync(string serviceId, CancellationToken cancellationToken)
    {
        var request = new ConsulRequest(HttpMethod.Get, $"agent/service/{ConsulRequest.Segment(serviceId)}", "service:read");
        return (await connection.QueryAsync(request, ConsulJson.Default.RegisteredService!, missing: null, cancellationToken)).Value;
    }

    public Task<IReadOnlyDictionary<string, HealthCheck>> ChecksAsync(string? filter, CancellationToken cancellationToken) =>
        connection.ReadAsync(
            new ConsulRequest(HttpMethod.Get, "agent/checks", "service:read and node:read").With("filter", filter),
            ConsulJson.Default.IReadOnlyDictionaryStringHealthCheck,
            cancellationToken);

    public Task<IReadOnlyDictionary<string, HealthCheck>> ServiceChecksAsync(string serviceId, CancellationToken cancellationToken) =>
        ChecksAsync($"ServiceID == {FilterText.Quote(serviceId)}", cancellationToken);

    public Task RegisterServiceAsync(ServiceRegistration registration, CancellationToken cancellationToken) =>
        connection.SendAsync(
            Put(
                "agent/service/register",
                $"service:write on \"{registration.Name}\"",
                JsonSerializer.SerializeToUtf8Bytes(registration, ConsulJson.Default.ServiceRegistration)).With("replace-existing-checks", "true"),
            cancellationToken);

    public Task DeregisterServiceAsync(string serviceId, CancellationToken cancellationToken) =>
        RemoveAsync($"agent/service/deregister/{ConsulRequest.Segment(serviceId)}", cancellationToken);

    public Task RegisterCheckAsync(CheckRegistration check, string? serviceId, CancellationToken cancellationToken) =>
        connection.SendAsync(Put("agent/check/register", CheckPermission, StandaloneCheck.Serialize(check, serviceId)), cancellationToken);

    public Task DeregisterCheckAsync(string checkId, CancellationToken cancellationToken) =>
        RemoveAsync($"agent/check/deregister/{ConsulRequest.Segment(checkId)}", cancellationToken);

    public Task UpdateTtlAsync(string checkId, CheckStatus status, string? output, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new TtlUpdate(status, output), ConsulJson.Default.TtlUpdate);
        return connection.SendAsync(Put($"agent/check/update/{ConsulRequest.Segment(checkId)}", CheckPermission, body), cancellationToken);
    }

    public Task SetServiceMaintenanceAsync(string serviceId, bool enabled, string? reason, CancellationToken cancellationToken) =>
        SetMaintenanceAsync($"agent/service/maintenance/{ConsulRequest.Segment(serviceId)}", "service:write", enabled, reason, cancellationToken);

    public Task SetNodeMaintenanceAsync(bool enabled, string? reason, CancellationToken cancellationToken) =>
        SetMaintenanceAsync("agent/maintenance", "node:write", enabled, reason, cancellationToken);

    private static ConsulRequest Put(string path, string permission, byte[]? body = null) => new(HttpMethod.Put, path, permission) { Body = body };

    private Task SetMaintenanceAsync(string path, string permission, bool enabled, string? reason, CancellationToken cancellationToken) =>
        connection.SendAsync(Put(path, permission).With("enable", enabled ? "true" : "false").With("reason", reason), cancellationToken);

    // Consul 1.8 answers 200 for an id that it does not know, later ones 404. Either way it is gone, which is what was asked for.
    private async Task RemoveAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await connection.SendAsync(Put(path, "service:write on the service, or node:write for a check of the node"), cancellationToken);
        }
        catch (ConsulException e) when (e.Failure == ConsulFailure.NotFound)
        {
        }
    }
}
