using Mesh.Dashboard.Configuration;
using Mesh.Dashboard.Hosting;
using Mesh.Dashboard.Resources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard of one run of the AppHost, unless it is to have none.</summary>
internal sealed partial class EngineDashboard(
    DistributedApplicationOptions options, DistributedApplicationExecutionContext context, IConfiguration configuration, IResourceSource resources,
    ILoggerFactory loggers, ILogger<EngineDashboard> logger) : IAsyncDisposable
{
    private const string Url = "ASPNETCORE_URLS";
    private const string OtlpGrpcUrl = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string OtlpHttpUrl = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    private const string OtlpApiKey = "AppHost:OtlpApiKey";

    private DashboardApplication? _application;
    private Task _starting = Task.CompletedTask;

    /// <summary>Where people open it and are logged in at once; <see langword="null"/> when there is none.</summary>
    public Uri? LoginUrl => _application?.LoginUrl;

    /// <summary>Where people open it; <see langword="null"/> when there is none.</summary>
    public Uri? Address => _application?.Url;

    /// <summary>Binds its ports, so that every resource can be told where to send telemetry, and lets it start beside all else.</summary>
    /// <exception cref="DistributedApplicationException">A setting makes no sense.</exception>
    public void Start()
    {
        if (options.DisableDashboard || !context.IsRunMode)
        {
            return;
        }

        var settings = DashboardSettings.Read(configuration, out var errors);
        if (errors.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, errors));
        }

        try
        {
            _application = new(settings with { MayTakeOtherPorts = AreAddressesDefault(settings) }, resources, loggers);
        }
        catch (DashboardException exception)
        {
            // As with Aspire, the application is worth having without its dashboard; nobody must send telemetry to whoever has the port.
            LogUnavailable(logger, exception.Message, Url, OtlpGrpcUrl, OtlpHttpUrl);
            (configuration[OtlpGrpcUrl], configuration[OtlpHttpUrl]) = (null, null);
            return;
        }

        if (_application.TookOtherPort)
        {
            LogOtherPort(logger, _application.Url);
        }

        configuration[OtlpGrpcUrl] = _application.OtlpGrpcUrl.ToString().TrimEnd('/');
        configuration[OtlpHttpUrl] = _application.OtlpHttpUrl.ToString().TrimEnd('/');
        configuration[OtlpApiKey] = _application.OtlpApiKey;
        _starting = StartAsync(_application);
    }

    public async ValueTask DisposeAsync()
    {
        await _starting;
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
    }

    // The launch profile names the default addresses, too, which Aspire's own dashboard cannot do without: nobody has chosen those either.
    private static bool AreAddressesDefault(DashboardOptions settings)
    {
        var usual = new DashboardOptions();
        return (settings.Url, settings.OtlpGrpcUrl, settings.OtlpHttpUrl) == (usual.Url, usual.OtlpGrpcUrl, usual.OtlpHttpUrl);
    }

    // An application without its dashboard is still an application.
    private async Task StartAsync(DashboardApplication application)
    {
        await Task.Yield();
        try
        {
            await application.StartAsync();
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(EventName = "DashboardUnavailable", Level = LogLevel.Error,
        Message = "There is no dashboard: {Reason} All else starts. Other addresses would work: {Url}, {OtlpGrpcUrl}, {OtlpHttpUrl}.")]
    private static partial void LogUnavailable(ILogger logger, string reason, string url, string otlpGrpcUrl, string otlpHttpUrl);

    [LoggerMessage(EventName = "DashboardOtherPort", Level = LogLevel.Warning,
        Message = "A port of the dashboard is taken by another program, so it took another: it is at {Url}")]
    private static partial void LogOtherPort(ILogger logger, Uri url);

    [LoggerMessage(EventName = "DashboardFailed", Level = LogLevel.Error, Message = "The dashboard could not start.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
