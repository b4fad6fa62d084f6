using System.Net.Http.Json;
using Mesh.Bench.Servers;

namespace Mesh.Bench.Scale;

/// <summary>Fills a Consul with services as a datacenter of many nodes would: through its catalogue, with one check each.</summary>
internal sealed class ScaleCatalogue(Uri consul) : IDisposable
{
    private const int Nodes = 100;

    private readonly HttpClient _http = new() { BaseAddress = consul };

    /// <summary>The path that a service is routed by.</summary>
    public static string PathOf(int service) => $"/service-{service}/";

    /// <summary>Writes services with so many instances each, all on one port of this machine.</summary>
    public async Task FillAsync(int services, int instances, int port, CancellationToken cancellationToken)
    {
        var all = from service in Enumerable.Range(0, services) from instance in Enumerable.Range(0, instances) select (service, instance);
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (entry, cancellation) => await WriteAsync(entry.service, entry.instance, port, cancellation));
    }

    /// <summary>Writes one instance.</summary>
    public async Task WriteAsync(int service, int instance, int port, CancellationToken cancellationToken)
    {
        var id = $"service-{service}-{instance}";
        var node = $"node-{(service + instance) % Nodes}";
        using var answer = await _http.PutAsJsonAsync("v1/catalog/register", new
        {
            Node = node,
            Address = "127.0.0.1",
            Service = new { ID = id, Service = $"service-{service}", Tags = new[] { $"urlprefix-{PathOf(service)}" }, Address = "127.0.0.1", Port = port },
            Check = new { CheckID = $"check-{id}", Name = "HTTP", ServiceID = id, Status = "passing" },
        }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Takes one instance out.</summary>
    public async Task RemoveAsync(int service, int instance, CancellationToken cancellationToken)
    {
        using var answer = await _http.PutAsJsonAsync(
            "v1/catalog/deregister", new { Node = $"node-{(service + instance) % Nodes}", ServiceID = $"service-{service}-{instance}" }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
