using System.Globalization;
using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// Tells the resource where another's endpoints are: <c>services__{name}__{endpoint}__0</c> for service discovery,
    /// and <c>{NAME}_{ENDPOINT}</c> for everybody else.
    /// </summary>
    [OverloadResolutionPriority(1)]
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithEndpoints(source.Resource, () => source.Resource.GetEndpoints().Where(endpoint => !endpoint.ExcludeReferenceEndpoint));
    }

    /// <summary>Tells the resource where one endpoint of another is.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.WithEndpoints(endpointReference.Resource, () => [endpointReference]);
    }

    /// <summary>Tells the resource where a service outside the application is.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri)
        {
            throw new InvalidOperationException($"The address of service '{name}' must be absolute, such as http://host:port/; '{uri}' is not.");
        }

        return builder.WithEnvironment($"services__{name}__default__0", uri.ToString());
    }

    /// <summary>Gives the resource another's connection string, as <c>ConnectionStrings__{name}</c>.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="source">The other one.</param>
    /// <param name="connectionName">The name in the variable. Default: the other's name.</param>
    /// <param name="optional">Whether there may be none.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName ?? resource.Name}";
        return builder.WithReferenceRelationship(resource).WithAnnotation(new EnvironmentCallbackAnnotation(async context =>
        {
            if (context.ExecutionContext.IsPublishMode)
            {
                context.EnvironmentVariables[variable] = resource.ConnectionStringExpression;
                return;
            }

            var value = await resource.GetConnectionStringAsync(context.CancellationToken);
            if (string.IsNullOrEmpty(value) && !optional)
            {
                throw new DistributedApplicationException($"Resource '{resource.Name}' has no connection string.");
            }

            context.EnvironmentVariables[variable] = value ?? "";
        }));
    }

    private static IResourceBuilder<TDestination> WithEndpoints<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceWithEndpoints source, Func<IEnumerable<EndpointReference>> endpoints)
        where TDestination : IResourceWithEnvironment => builder.WithReferenceRelationship(source).WithEnvironment(context =>
        {
            foreach (var endpoint in endpoints())
            {
                var key = $"services__{source.Name}__{endpoint.EndpointName}__";
                var index = context.EnvironmentVariables.Keys.Count(name => name.StartsWith(key, StringComparison.OrdinalIgnoreCase));
                context.EnvironmentVariables[key + index.ToString(CultureInfo.InvariantCulture)] = endpoint;
                context.EnvironmentVariables[VariableName($"{source.Name}_{endpoint.EndpointName}")] = endpoint;
            }
        });

    private static string VariableName(string text) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsAsciiLetterOrDigit(source[i]) ? char.ToUpperInvariant(source[i]) : '_';
            }
        });
}
