using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes values of the model for a Compose file, where a service is reached under its own name.</summary>
internal sealed class ComposeValues(ComposePorts ports, IDictionary<string, ComposeVariable> variables)
{
    /// <exception cref="DistributedApplicationException">The value is known only while the application runs.</exception>
    public string Write(object? value) => value switch
    {
        null => "",
        string text => Escape(text),
        EndpointReference endpoint => Part(endpoint.Property(EndpointProperty.Url)),
        EndpointReferenceExpression part => Part(part),
        ReferenceExpression expression => string.Format(
            CultureInfo.InvariantCulture, Escape(expression.Format), [.. expression.ValueProviders.Select(Write)]),
        IResourceBuilder<IResource> builder => Write(builder.Resource),
        IResourceWithConnectionString connection => Write(connection.ConnectionStringExpression),
        IFormattable number and not IValueProvider => Escape(number.ToString(null, CultureInfo.InvariantCulture)),
        IManifestExpressionProvider expression => Variable(expression.ValueExpression),
        IValueProvider => throw new DistributedApplicationException($"A {value.GetType().Name} cannot be published: its value is known only while the application runs."),
        _ => Escape(value.ToString() ?? ""),
    };

    // What only those who run the file can know: a secret, say.
    private string Variable(string expression)
    {
        var name = expression.Trim('{', '}').Replace('.', '_').Replace('-', '_').ToUpperInvariant();
        return (variables[name] = new(name, $"Unknown reference {expression}")).Placeholder;
    }

    private string Part(EndpointReferenceExpression part)
    {
        var endpoint = part.Endpoint;
        var (host, port) = (endpoint.Resource.Name, ports.Of(endpoint.Resource, endpoint.EndpointAnnotation));
        return part.Property switch
        {
            EndpointProperty.Url => $"{endpoint.Scheme}://{host}:{port}",
            EndpointProperty.Host or EndpointProperty.IPV4Host => host,
            EndpointProperty.HostAndPort => $"{host}:{port}",
            EndpointProperty.Scheme => endpoint.Scheme,
            _ => port,
        };
    }

    // Compose takes a single dollar for a variable.
    private static string Escape(string text) => text.Replace("$", "$$", StringComparison.Ordinal);
}
