using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Works out what one instance is started with: anew at each start, with all values filled in.</summary>
internal sealed class InstanceEnvironment(DistributedApplicationExecutionContext context, IConfiguration configuration, IHostEnvironment host)
{
    public async Task<IReadOnlyDictionary<string, string>> VariablesAsync(IResource resource, string instanceId, ILogger logger, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>();
        if (resource.HasAnnotationOfType<OtlpExporterAnnotation>())
        {
            TelemetryEnvironment.Add(values, resource, instanceId, configuration, host);
        }

        var callbacks = new EnvironmentCallbackContext(context, resource, values, cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(callbacks);
        }

        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in values)
        {
            variables[name] = await FillInAsync(value, resource, instanceId, cancellationToken) ?? "";
        }

        return variables;
    }

    public async Task<IReadOnlyList<string>> ArgumentsAsync(IResource resource, string instanceId, ILogger logger, CancellationToken cancellationToken)
    {
        var values = new List<object>();
        var callbacks = new CommandLineArgsCallbackContext(values, resource, cancellationToken) { ExecutionContext = context, Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(callbacks);
        }

        var arguments = new List<string>();
        foreach (var value in values)
        {
            if (await FillInAsync(value, resource, instanceId, cancellationToken) is { } argument)
            {
                arguments.Add(argument);
            }
        }

        return arguments;
    }

    private async ValueTask<string?> FillInAsync(object value, IResource resource, string instanceId, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(For(resource, instanceId), cancellationToken),
        IValueProvider provider => await provider.GetValueAsync(For(resource, instanceId), cancellationToken),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private ValueProviderContext For(IResource resource, string instanceId) =>
        new() { ExecutionContext = context, Caller = resource, InstanceId = instanceId };
}
