using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Builds a distributed application that the embedded engine runs.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly DistributedApplicationExecutionContextOptions _context;
    private readonly EntryPointInterceptor? _interceptor = EntryPointInterceptor.Current;

    /// <summary>A builder for an AppHost started with a command line.</summary>
    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <summary>A builder for an AppHost started with options.</summary>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
        : this(options ?? throw new ArgumentNullException(nameof(options)), new HostApplicationBuilderSettings { Args = options.Args })
    {
    }

    internal DistributedApplicationBuilder(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        _interceptor?.Configure(options, settings);
        AppHostAssembly = options.Assembly;
        AppHostDirectory = options.ProjectDirectory ?? AppHostProject.DirectoryOf(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        settings.ContentRootPath ??= AppHostDirectory;
        _host = new(settings);
        _context = new(OperationOf(_host.Configuration));
        ExecutionContext = new(_context);
        _host.Services.AddOrchestration(this, options);
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <inheritdoc/>
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc/>
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc/>
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc/>
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc/>
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (Resources.TryGetByName(resource.Name, out var other))
        {
            throw new DistributedApplicationException(
                $"Cannot add a resource named '{resource.Name}': there is one already, '{other.Name}' ({other.GetType().Name}). Names are compared regardless of case.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    /// <inheritdoc/>
    public DistributedApplication Build()
    {
        _interceptor?.Building(this);
        var application = new DistributedApplication(_host.Build());
        _context.Services = application.Services;
        _interceptor?.Built(application);
        return application;
    }

    private static DistributedApplicationOperation OperationOf(IConfiguration configuration) => configuration["operation"] switch
    {
        null => DistributedApplicationOperation.Run,
        { } given when Enum.TryParse<DistributedApplicationOperation>(given, ignoreCase: true, out var operation) => operation,
        { } other => throw new DistributedApplicationException($"--operation {other} is not known; use run or publish."),
    };
}
