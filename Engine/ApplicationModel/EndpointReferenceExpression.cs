using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Refers to a part of an endpoint.</summary>
/// <param name="endpointReference">The endpoint.</param>
/// <param name="property">The part.</param>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint { get; } = endpointReference ?? throw new ArgumentNullException(nameof(endpointReference));

    /// <summary>The part.</summary>
    public EndpointProperty Property { get; } = property;

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{Property.ToString().ToLowerInvariant()}}}";

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        if (Property == EndpointProperty.Scheme)
        {
            return Endpoint.Scheme;
        }

        if (Property == EndpointProperty.TargetPort && TargetPortOf(context.InstanceId) is { } own)
        {
            return own.ToString(CultureInfo.InvariantCulture);
        }

        var allocated = await Endpoint.EndpointAnnotation.AllocatedEndpointSnapshot.GetValueAsync(cancellationToken);
        var host = HostSeenBy(context.Caller, allocated.Address);
        return Property switch
        {
            EndpointProperty.Url => $"{allocated.UriScheme}://{host}:{allocated.Port}",
            EndpointProperty.Host => host,
            EndpointProperty.IPV4Host => host == "localhost" ? "127.0.0.1" : host,
            EndpointProperty.HostAndPort => $"{host}:{allocated.Port}",
            _ => allocated.Port.ToString(CultureInfo.InvariantCulture),
        };
    }

    private int? TargetPortOf(string? instanceId) =>
        Endpoint.Resource is ContainerResource ? Endpoint.TargetPort : Endpoint.EndpointAnnotation.InstancePort(instanceId);

    // Inside a container localhost is the container itself; Docker's name for the machine around it is this one.
    private static string HostSeenBy(IResource? caller, string host) =>
        caller is ContainerResource && host is "localhost" or "127.0.0.1" ? KnownHostNames.DockerDesktopHostBridge : host;
}
