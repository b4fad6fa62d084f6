using System.Globalization;
using Mesh.Dashboard.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Mesh.Dashboard.Configuration;

/// <summary>Reads <see cref="DashboardOptions"/> from settings.</summary>
public static class DashboardSettings
{
    internal const string Url = "ASPNETCORE_URLS";
    internal const string OtlpGrpcUrl = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    internal const string OtlpHttpUrl = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    internal const string BrowserToken = "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN";
    internal const string OtlpApiKey = "AppHost:OtlpApiKey";
    internal const string AllowAnonymous = "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS";
    internal const string AllowUnsecuredTransport = "ASPIRE_ALLOW_UNSECURED_TRANSPORT";
    internal const string Limits = "Dashboard:TelemetryLimits";

    /// <summary>Reads all settings; those that cannot be read keep their defaults and are named among the errors, with those that make no sense.</summary>
    /// <param name="configuration">Where the settings are.</param>
    /// <param name="errors">Each names the setting, the value given and what would work.</param>
    public static DashboardOptions Read(IConfiguration configuration, out IReadOnlyList<string> errors)
    {
        var unreadable = new List<string>();
        var defaults = new DashboardOptions();
        var options = defaults with
        {
            Url = Text(configuration, Url) ?? defaults.Url,
            OtlpGrpcUrl = Text(configuration, OtlpGrpcUrl) ?? defaults.OtlpGrpcUrl,
            OtlpHttpUrl = Text(configuration, OtlpHttpUrl) ?? defaults.OtlpHttpUrl,
            BrowserToken = Text(configuration, BrowserToken),
            OtlpApiKey = Text(configuration, OtlpApiKey),
            AllowAnonymous = Flag(configuration, AllowAnonymous, unreadable),
            AllowUnsecuredTransport = Flag(configuration, AllowUnsecuredTransport, unreadable),
            Limits = ReadLimits(configuration.GetSection(Limits), unreadable),
        };
        errors = [.. unreadable, .. DashboardOptionsValidator.Validate(options)];
        return options;
    }

    private static TelemetryLimits ReadLimits(IConfiguration section, List<string> unreadable)
    {
        var defaults = new TelemetryLimits();
        return new()
        {
            MaxLogCount = Number(section, nameof(TelemetryLimits.MaxLogCount), defaults.MaxLogCount, unreadable),
            MaxTraceCount = Number(section, nameof(TelemetryLimits.MaxTraceCount), defaults.MaxTraceCount, unreadable),
            MaxSpanCount = Number(section, nameof(TelemetryLimits.MaxSpanCount), defaults.MaxSpanCount, unreadable),
            MaxMetricPointCount = Number(section, nameof(TelemetryLimits.MaxMetricPointCount), defaults.MaxMetricPointCount, unreadable),
            MaxSeriesCount = Number(section, nameof(TelemetryLimits.MaxSeriesCount), defaults.MaxSeriesCount, unreadable),
            MaxResourceCount = Number(section, nameof(TelemetryLimits.MaxResourceCount), defaults.MaxResourceCount, unreadable),
            MaxAttributeCount = Number(section, nameof(TelemetryLimits.MaxAttributeCount), defaults.MaxAttributeCount, unreadable),
            MaxTextLength = Number(section, nameof(TelemetryLimits.MaxTextLength), defaults.MaxTextLength, unreadable),
        };
    }

    private static string? Text(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } text ? text : null;

    private static bool Flag(IConfiguration configuration, string name, List<string> unreadable)
    {
        switch (configuration[name]?.ToLowerInvariant())
        {
            case "true" or "1":
                return true;
            case null or "" or "false" or "0":
                return false;
            case var other:
                unreadable.Add($"{name} is '{other}': true or false would work.");
                return false;
        }
    }

    private static int Number(IConfiguration section, string name, int otherwise, List<string> unreadable)
    {
        if (section[name] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        unreadable.Add($"{Limits}:{name} is '{text}': a number such as {otherwise} would work.");
        return otherwise;
    }
}
