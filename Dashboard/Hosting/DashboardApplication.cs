using System.Security.Cryptography;
using Mesh.Dashboard.Configuration;
using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Mesh.Dashboard.Hosting;

/// <summary>
/// The dashboard: its pages, and the receivers of telemetry. Its ports are bound when it is made, so that its addresses are certain at once;
/// who connects before it has started waits.
/// </summary>
public sealed class DashboardApplication : IAsyncDisposable
{
    private readonly IReadOnlyList<BoundListener> _listeners;
    private readonly DashboardOptions _options;
    private readonly IResourceSource _resources;
    private readonly ILoggerFactory _loggers;
    private readonly TelemetryStore _telemetry;
    private WebApplication? _web;

    /// <summary>Binds the dashboard's ports.</summary>
    /// <param name="options">Valid options (<see cref="DashboardOptionsValidator"/>).</param>
    /// <param name="resources">The application that it shows.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <exception cref="DashboardException">A port is taken, or an address is not this machine's.</exception>
    public DashboardApplication(DashboardOptions options, IResourceSource resources, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options with
        {
            BrowserToken = options.AllowAnonymous ? null : options.BrowserToken ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
            OtlpApiKey = options.AllowAnonymous ? options.OtlpApiKey : options.OtlpApiKey ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
        };
        (_resources, _loggers) = (resources, loggers);
        _telemetry = new(options.Limits, TimeProvider.System, loggers.CreateLogger<TelemetryStore>());
        _listeners = Bind(_options);
    }

    /// <summary>What applications have told.</summary>
    public ITelemetryStore Telemetry => _telemetry;

    /// <summary>Where people open it.</summary>
    public Uri Url => UrlOf(ListenerKind.Browser);

    /// <summary>Where people open it and are logged in at once.</summary>
    public Uri LoginUrl => _options.BrowserToken is { } token ? new(Url, $"login?t={Uri.EscapeDataString(token)}") : Url;

    /// <summary>Where telemetry goes by gRPC.</summary>
    public Uri OtlpGrpcUrl => UrlOf(ListenerKind.OtlpGrpc);

    /// <summary>Where telemetry goes by HTTP.</summary>
    public Uri OtlpHttpUrl => UrlOf(ListenerKind.OtlpHttp);

    /// <summary>What senders of telemetry present in the header <c>x-otlp-api-key</c>; <see langword="null"/> when they need not.</summary>
    public string? OtlpApiKey => _options.OtlpApiKey;

    /// <summary>Whether a port other than the one asked for was taken, because that one was not free.</summary>
    public bool TookOtherPort => _options.MayTakeOtherPorts && _listeners.Any(listener => !Asked(_options, listener.Kind).Any(asked => asked.Port == 0 || asked.Port == listener.Address.Port));

    /// <summary>Begins to answer.</summary>
    /// <exception cref="DashboardException">There is no certificate for an https address.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            _web = DashboardPipeline.Build(_options, _listeners, _resources, _telemetry, _loggers);
            await _web.StartAsync(cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw new DashboardException(exception.Message, exception);
        }
    }

    /// <summary>Ends it and releases its ports.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }

        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }
    }

    private static List<BoundListener> Bind(DashboardOptions options)
    {
        var bound = new List<BoundListener>();
        try
        {
            foreach (var kind in Enum.GetValues<ListenerKind>())
            {
                bound.AddRange(Asked(options, kind).Select(address => BoundListener.Bind(kind, address, options.MayTakeOtherPorts)));
            }

            return bound;
        }
        catch
        {
            bound.ForEach(listener => listener.Dispose());
            throw;
        }
    }

    private static IEnumerable<ListenAddress> Asked(DashboardOptions options, ListenerKind kind)
    {
        var text = kind switch
        {
            ListenerKind.Browser => options.Url,
            ListenerKind.OtlpGrpc => options.OtlpGrpcUrl,
            _ => options.OtlpHttpUrl,
        };
        return text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => ListenAddress.Parse(url) ?? throw new DashboardException($"'{url}' is no address; one such as http://localhost:18888 is."));
    }

    private Uri UrlOf(ListenerKind kind) => _listeners.First(listener => listener.Kind == kind).Url;
}
