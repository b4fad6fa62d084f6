using System.Diagnostics.Metrics;
using System.Net.Security;
using Mesh.LoadBalancer.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Mesh.LoadBalancer.Listeners.Tls;

/// <summary>Holds the certificates in use and takes new ones when their files change; connections that are open keep theirs.</summary>
internal sealed partial class CertificateStore : BackgroundService
{
    private static readonly List<SslApplicationProtocol> Protocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    private readonly TlsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<CertificateStore> _logger;
    private volatile CertificateSet _current;
    private string _seen;

    public CertificateStore(TlsOptions options, IMeterFactory meters, TimeProvider time, ILogger<CertificateStore> logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _seen = CertificateFiles.Fingerprint(options);
        _current = CertificateFiles.Load(options);
        meters.Create(LoadBalancerMetrics.MeterName).CreateObservableGauge(
            "mesh.certificate.remaining", () => _current.All.Select(Remaining), "s", "Time until a certificate expires.");
    }

    /// <summary>The certificates in use.</summary>
    public CertificateSet Current => _current;

    /// <summary>Makes an address speak TLS, with HTTP/2 where the client can.</summary>
    public void Terminate(ListenOptions listen) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        OnConnection = connection => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _current.Find(connection.ClientHelloInfo.ServerName).Context,
            ApplicationProtocols = Protocols,
        }),
    });

    /// <summary>Takes over what changed; returns whether anything did.</summary>
    public bool Refresh()
    {
        try
        {
            var found = CertificateFiles.Fingerprint(_options);
            if (found == _seen)
            {
                return false;
            }

            _seen = found;
            _current = CertificateFiles.Load(_options);
            Log.CertificatesTaken(_logger, string.Join(", ", _current.All.SelectMany(certificate => certificate.Names)), _current.All.Min(c => c.ExpiresAt));
            return true;
        }
        catch (Exception e) when (e is CertificateException or IOException or UnauthorizedAccessException)
        {
            Log.CertificatesUnusable(_logger, e.Message);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.CheckInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Refresh();
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    private Measurement<double> Remaining(ServerCertificate certificate) =>
        new((certificate.ExpiresAt - _time.GetUtcNow()).TotalSeconds, new KeyValuePair<string, object?>("name", certificate.Names[0]));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "New certificates are in use, for {Names}; the first expires at {Expiry:u}.",
            EventName = nameof(CertificatesTaken))]
        public static partial void CertificatesTaken(ILogger logger, string names, DateTimeOffset expiry);

        [LoggerMessage(2, LogLevel.Error, "The certificates' files changed but cannot be used: the last good ones stay in use. {Reason}",
            EventName = nameof(CertificatesUnusable))]
        public static partial void CertificatesUnusable(ILogger logger, string reason);
    }
}
