using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Lets a health check registered in <c>builder.Services</c> tell whether the resource is well.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key)
            ? throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' has a health check '{key}' already.")
            : builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Takes the resource for healthy while a GET at one of its HTTP endpoints gives the expected status.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path. Default: <c>/</c>.</param>
    /// <param name="statusCode">The expected status. Default: 200.</param>
    /// <param name="endpointName">The endpoint. Default: the resource's first HTTP endpoint.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints => builder.WithHttpHealthCheck(
            () => endpointName is not null ? builder.Resource.GetEndpoint(endpointName) : FirstHttpEndpoint(builder.Resource), path, statusCode);

    /// <summary>Takes the resource for healthy while a GET at an endpoint gives the expected status.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        var select = endpointSelector ?? (() => FirstHttpEndpoint(builder.Resource));
        var (wantedPath, wantedStatus) = (path ?? "/", statusCode ?? 200);
        var key = $"{builder.Resource.Name}_{wantedPath}_{wantedStatus}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new HttpEndpointCheck(select(), wantedPath, wantedStatus), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }

    private static EndpointReference FirstHttpEndpoint(IResourceWithEndpoints resource) =>
        resource.GetEndpoints().FirstOrDefault(endpoint => endpoint.Scheme is "http" or "https")
        ?? throw new DistributedApplicationException($"Resource '{resource.Name}' has a health check over HTTP but no HTTP endpoint. Add one with WithHttpEndpoint().");
}
