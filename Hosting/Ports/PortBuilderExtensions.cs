using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Fixed ports that a setting can change.</summary>
public static class PortBuilderExtensions
{
    /// <summary>
    /// The port called <paramref name="name"/>: the setting <c>Ports:{name}</c> (1 to 65535, or <c>random</c>), by default
    /// <paramref name="defaultPort"/>; null, which is a random one, when <c>DcpPublisher:RandomizePorts</c> is set, as it is in tests.
    /// When the application starts while another process has one of its ports, it waits a moment for that (an earlier run may still be
    /// draining), and then fails with an error that names the port, the resource, the process and the setting.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the port, mostly that of the resource.</param>
    /// <param name="defaultPort">The port when the setting is absent.</param>
    public static int? Port(this IDistributedApplicationBuilder builder, string name, int defaultPort)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        return builder.GetPortSettings().Add(name, defaultPort);
    }

    private static PortSettings GetPortSettings(this IDistributedApplicationBuilder builder)
    {
        if (builder.Services.FirstOrDefault(service => service.ServiceType == typeof(PortSettings))?.ImplementationInstance is PortSettings known)
        {
            return known;
        }

        var settings = new PortSettings(builder.Configuration);
        builder.Services.AddSingleton(settings);
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.OnBeforeStart((started, cancellationToken) => CheckAsync(settings, started, cancellationToken));
        }

        return settings;
    }

    private static Task CheckAsync(PortSettings settings, BeforeStartEvent started, CancellationToken cancellationToken)
    {
        var logger = started.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Mesh.Hosting.Ports");
        return new PortCheck(settings, new PortTable(), TimeProvider.System, logger).WaitUntilFreeAsync(started.Model, cancellationToken);
    }
}
