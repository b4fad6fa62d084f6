using System.Net.Http.Json;
using Aspire.Hosting;

namespace Mesh.Hosting.Consul.Security;

/// <summary>Makes a Consul know the policies and tokens of its users, as often as it starts: one in development mode forgets them.</summary>
internal static class AccessControl
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="DistributedApplicationException">Consul did not take them; says why.</exception>
    public static async Task EstablishAsync(Uri consul, ConsulSecurity security, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = consul };
        http.DefaultRequestHeaders.Add("X-Consul-Token", security.Management.Value);
        foreach (var (policy, token) in security.Tokens)
        {
            await PutAsync(http, "v1/acl/policy", new { policy.Name, policy.Rules }, cancellationToken);
            await PutAsync(http, "v1/acl/token", new { SecretID = token.Value, Description = policy.Name, Policies = new[] { new { policy.Name } } }, cancellationToken);
        }
    }

    // A server that has just become leader makes its own management token first, and denies everything until then.
    private static async Task PutAsync<T>(HttpClient http, string path, T body, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await http.PutAsJsonAsync(path, body, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (answer.IsSuccessStatusCode || text.Contains("already", StringComparison.Ordinal))
            {
                return;
            }

            if (patience.IsCancellationRequested)
            {
                throw new DistributedApplicationException($"Consul at {http.BaseAddress} does not take {path}: {(int)answer.StatusCode} {text}");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
