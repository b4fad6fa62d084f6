using Mesh.Dashboard.Telemetry;

namespace Mesh.Dashboard.Configuration;

/// <summary>What the dashboard is started with. The names of the settings are Aspire's, so that one set of variables serves both engines.</summary>
public sealed record DashboardOptions
{
    /// <summary>Where people open it; several separated by <c>;</c>. Default <c>http://localhost:18888</c>. Setting <c>ASPNETCORE_URLS</c>.</summary>
    public string Url { get; init; } = "http://localhost:18888";

    /// <summary>Where it takes telemetry by gRPC. Default <c>http://localhost:18889</c>. Setting <c>ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL</c>.</summary>
    public string OtlpGrpcUrl { get; init; } = "http://localhost:18889";

    /// <summary>Where it takes telemetry by HTTP. Default <c>http://localhost:18890</c>. Setting <c>ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL</c>.</summary>
    public string OtlpHttpUrl { get; init; } = "http://localhost:18890";

    /// <summary>Whether free ports are taken instead of ports that are not free. Meant for addresses that nobody has chosen. Default <see langword="false"/>.</summary>
    public bool MayTakeOtherPorts { get; init; }

    /// <summary>
    /// What people must present to log in. Default: a random one for each start. At least 8 characters. Setting <c>ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN</c>.
    /// </summary>
    public string? BrowserToken { get; init; }

    /// <summary>What a sender of telemetry must present in the header <c>x-otlp-api-key</c>. Default: a random one for each start. Setting <c>AppHost:OtlpApiKey</c>.</summary>
    public string? OtlpApiKey { get; init; }

    /// <summary>
    /// Whether people need not log in and senders need no key. On loopback only. Default <see langword="false"/>.
    /// Setting <c>ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS</c>.
    /// </summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>Whether addresses that other machines reach may do without TLS. Default <see langword="false"/>. Setting <c>ASPIRE_ALLOW_UNSECURED_TRANSPORT</c>.</summary>
    public bool AllowUnsecuredTransport { get; init; }

    /// <summary>How much telemetry is kept. Settings <c>Dashboard:TelemetryLimits:*</c>.</summary>
    public TelemetryLimits Limits { get; init; } = new();
}
