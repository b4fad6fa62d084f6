using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Tells an empty answer from a hidden one: whose token may read too little gets an empty list from Consul, not an error (and, before 1.11, no header that says
/// so). A service that is listed has instances, and the list is never empty, because Consul's servers are in it themselves.
/// </summary>
internal sealed class Visibility(IConsulClient consul, WatchSettings settings)
{
    /// <summary>Why an empty list of all services hides what there is.</summary>
    public const string NothingShown =
        "Consul shows no service at all, not even its own: the token (CONSUL_HTTP_TOKEN or CONSUL_HTTP_TOKEN_FILE) is missing or lacks service:read.";

    /// <summary>Says why an answer about a service hides its instances; null when there are none, or some are shown.</summary>
    public async Task<string?> WhyHiddenAsync(TrackedService service, IReadOnlyCollection<ServiceInstance> answer, CancellationToken cancellationToken)
    {
        if (answer.Count > 0 || service.IsKnownEmpty)
        {
            return null;
        }

        try
        {
            var list = await consul.Catalog.ServicesAsync(settings.Watching.Query, cancellationToken);
            return list.Value.Count == 0 ? NothingShown
                : list.Value.ContainsKey(service.Name) ? $"Consul lists service '{service.Name}' but shows none of its instances: the token lacks node:read."
                : null;
        }
        catch (ConsulException e)
        {
            return e.Message;
        }
    }
}
