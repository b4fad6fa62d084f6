using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>Reaches the resources of an application under test.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client of one of a resource's endpoints.</summary>
    /// <param name="app">The application.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="endpointName">The endpoint. Default: <c>https</c>, else <c>http</c>.</param>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    /// <summary>The address of one of a resource's endpoints.</summary>
    /// <exception cref="ArgumentException">There is no such resource or endpoint.</exception>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var owner = Find(app, resourceName) as IResourceWithEndpoints
            ?? throw new ArgumentException($"Resource '{resourceName}' has no endpoints.", nameof(resourceName));
        var endpoints = owner.GetEndpoints().ToDictionary(endpoint => endpoint.EndpointName, StringComparer.OrdinalIgnoreCase);
        string[] wanted = endpointName is null ? ["https", "http"] : [endpointName];
        var endpoint = wanted.Select(name => endpoints.GetValueOrDefault(name)).FirstOrDefault(found => found is not null)
            ?? throw new ArgumentException(
                $"Resource '{resourceName}' has no endpoint '{string.Join("' or '", wanted)}'; it has: {string.Join(", ", endpoints.Keys.DefaultIfEmpty("none"))}.", nameof(endpointName));
        return new(endpoint.Url);
    }

    /// <summary>The connection string of a resource.</summary>
    /// <exception cref="ArgumentException">There is no such resource, or it has none.</exception>
    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        Find(app, resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"Resource '{resourceName}' has no connection string.", nameof(resourceName));

    private static IResource Find(DistributedApplication app, string name)
    {
        var resources = app.Services.GetRequiredService<DistributedApplicationModel>().Resources;
        return resources.TryGetByName(name, out var resource)
            ? resource
            : throw new ArgumentException($"There is no resource '{name}'; there are: {string.Join(", ", resources.Select(r => r.Name))}.", nameof(name));
    }
}
