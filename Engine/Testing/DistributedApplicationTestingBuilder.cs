using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Makes applications for tests: on random ports and without a dashboard.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>A builder that has run an AppHost's entry point.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>A builder that has run an AppHost's entry point with a command line.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>(args, (_, _) => { }, cancellationToken);

    /// <summary>A builder that has run an AppHost's entry point with a command line and options.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>A builder that has run an AppHost's entry point with a command line and options.</summary>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        var interceptor = new EntryPointInterceptor((options, settings) =>
        {
            options.AssemblyName ??= entryPoint.Assembly.GetName().Name;
            Prepare(options, settings);
            configureBuilder(options, settings);
        });
        var builder = await interceptor.RunEntryPointAsync(entryPoint.Assembly, args, cancellationToken);
        return new TestingBuilder(builder, interceptor);
    }

    /// <summary>A builder of an empty application.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, (_, _) => { });

    /// <summary>A builder of an empty application.</summary>
    public static IDistributedApplicationTestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        ArgumentNullException.ThrowIfNull(configureBuilder);
        var options = new DistributedApplicationOptions { Args = args, AssemblyName = Assembly.GetCallingAssembly().GetName().Name };
        var settings = new HostApplicationBuilderSettings { Args = args };
        Prepare(options, settings);
        configureBuilder(options, settings);
        return new TestingBuilder(new DistributedApplicationBuilder(options, settings), interceptor: null);
    }

    private static void Prepare(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.DisableDashboard = true;
        settings.EnvironmentName ??= Environments.Development;
        settings.Configuration ??= new();
        settings.Configuration.AddInMemoryCollection([new("DcpPublisher:RandomizePorts", "true")]);
    }
}
