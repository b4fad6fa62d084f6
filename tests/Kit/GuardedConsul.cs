using System.Net.Http.Json;
using System.Text.Json;

namespace Mesh.Tests.Kit;

/// <summary>A real Consul with access control, which denies by default, and tokens made in it.</summary>
public sealed class GuardedConsul : IAsyncDisposable
{
    private readonly HttpClient _http;

    private GuardedConsul(ConsulServer server, string management)
    {
        (Server, Management) = (server, management);
        _http = new() { BaseAddress = server.Address };
        _http.DefaultRequestHeaders.Add("X-Consul-Token", management);
    }

    public ConsulServer Server { get; }

    /// <summary>The token that may do everything.</summary>
    public string Management { get; }

    public static async Task<GuardedConsul> StartAsync()
    {
        var management = Guid.NewGuid().ToString();
        var server = await ConsulServer.StartAsync(
            "-hcl", $$"""acl { enabled = true default_policy = "deny" tokens { {{ConsulBinary.ManagementWord}} = "{{management}}" } }""");
        return new(server, management);
    }

    /// <summary>Makes a token, with a policy of its own, and returns its secret id.</summary>
    public async Task<string> AddTokenAsync(string rules)
    {
        var secret = Guid.NewGuid().ToString();
        await PutAsync("v1/acl/policy", new { Name = secret, Rules = rules });
        await PutAsync("v1/acl/token", new { SecretID = secret, Policies = new[] { new { Name = secret } } });
        return secret;
    }

    /// <summary>Leaves a token without any right.</summary>
    public async Task WeakenAsync(string secret) => await PutAsync($"v1/acl/policy/{await FindAsync($"v1/acl/policy/name/{secret}", "ID")}", new { Name = secret, Rules = "" });

    /// <summary>Takes a token back, as the end of its time does.</summary>
    public async Task RevokeAsync(string secret)
    {
        foreach (var token in (await _http.GetFromJsonAsync<JsonElement>("v1/acl/tokens")).EnumerateArray())
        {
            if (token.TryGetProperty("Policies", out var policies) && policies.ValueKind == JsonValueKind.Array
                && policies.EnumerateArray().Any(policy => policy.GetProperty("Name").GetString() == secret))
            {
                using var answer = await _http.DeleteAsync($"v1/acl/token/{token.GetProperty("AccessorID").GetString()}");
                answer.EnsureSuccessStatusCode();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<string> FindAsync(string path, string property) => (await _http.GetFromJsonAsync<JsonElement>(path)).GetProperty(property).GetString()!;

    // Until the first leader has made the first token, everything is denied.
    private Task PutAsync<T>(string path, T body) => Eventually.Async(
        async () =>
        {
            using var answer = await _http.PutAsJsonAsync(path, body);
            answer.EnsureSuccessStatusCode();
            return true;
        },
        TimeSpan.FromSeconds(20), $"Consul should take {path}");
}
