namespace Mesh.Consul;

/// <summary>
/// The agent that this client talks to: <c>/v1/agent</c>. It owns what is registered on it and copies it to the catalogue by itself,
/// also after the servers lost it.
/// </summary>
public interface IAgent
{
    /// <summary>The agent's own name, datacenter and version.</summary>
    Task<AgentSelf> SelfAsync(CancellationToken cancellationToken = default);

    /// <summary>The services registered on this agent, by id.</summary>
    /// <param name="filter">An expression such as <c>Meta["mesh-owner"] == "a"</c>; null for all. See <see cref="FilterText.Quote"/>.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    Task<IReadOnlyDictionary<string, RegisteredService>> ServicesAsync(string? filter = null, CancellationToken cancellationToken = default);

    /// <summary>One service of this agent, or null when no service has this id.</summary>
    Task<RegisteredService?> ServiceAsync(string serviceId, CancellationToken cancellationToken = default);

    /// <summary>The checks registered on this agent, by id.</summary>
    /// <param name="filter">An expression such as <c>Status == "critical"</c>; null for all.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    Task<IReadOnlyDictionary<string, HealthCheck>> ChecksAsync(string? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The checks of one service of this agent, by id; empty when there are none or no such service.</summary>
    Task<IReadOnlyDictionary<string, HealthCheck>> ServiceChecksAsync(string serviceId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Registers a service together with its checks, replacing what was registered under its id; checks that are not in the registration are removed.
    /// A check that stays and has no <see cref="CheckRegistration.Status"/> of its own keeps its state.
    /// </summary>
    Task RegisterServiceAsync(ServiceRegistration registration, CancellationToken cancellationToken = default);

    /// <summary>Removes a service and its checks. Succeeds also when no service has this id.</summary>
    Task DeregisterServiceAsync(string serviceId, CancellationToken cancellationToken = default);

    /// <summary>Registers one check of its own: of a service of this agent, or of the node when <paramref name="serviceId"/> is null.</summary>
    Task RegisterCheckAsync(CheckRegistration check, string? serviceId = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a check. Succeeds also when no check has this id.</summary>
    Task DeregisterCheckAsync(string checkId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reports the state of a TTL check and starts its time to live anew. <see cref="ConsulFailure.NotFound"/> when no TTL check has this id.
    /// </summary>
    /// <param name="checkId">The check's id.</param>
    /// <param name="status">The state to report.</param>
    /// <param name="output">A text for people; null for none.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    Task UpdateTtlAsync(string checkId, CheckStatus status, string? output = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts a service into maintenance (a critical check, so that nothing is routed to it) or takes it out again.
    /// <see cref="ConsulFailure.NotFound"/> when no service has this id.
    /// </summary>
    Task SetServiceMaintenanceAsync(string serviceId, bool enabled, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Puts the whole node into maintenance, or takes it out again.</summary>
    Task SetNodeMaintenanceAsync(bool enabled, string? reason = null, CancellationToken cancellationToken = default);
}
