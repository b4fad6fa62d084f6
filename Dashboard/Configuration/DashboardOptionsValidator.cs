using Mesh.Dashboard.Telemetry;

namespace Mesh.Dashboard.Configuration;

/// <summary>Checks <see cref="DashboardOptions"/> and names every error at once.</summary>
public static class DashboardOptionsValidator
{
    private const int ShortestToken = 8;

    /// <summary>All errors: the setting, the value given and what would work.</summary>
    public static IReadOnlyList<string> Validate(DashboardOptions options)
    {
        var limits = options.Limits;
        return
        [
            .. Address(DashboardSettings.Url, options.Url, options),
            .. Address(DashboardSettings.OtlpGrpcUrl, options.OtlpGrpcUrl, options),
            .. Address(DashboardSettings.OtlpHttpUrl, options.OtlpHttpUrl, options),
            .. options.BrowserToken is { Length: < ShortestToken }
                ? [$"{DashboardSettings.BrowserToken} has {options.BrowserToken.Length} characters: {ShortestToken} or more would work, or none at all for a random token."]
                : Array.Empty<string>(),
            .. Range(nameof(TelemetryLimits.MaxLogCount), limits.MaxLogCount, 1, 1_000_000),
            .. Range(nameof(TelemetryLimits.MaxTraceCount), limits.MaxTraceCount, 1, 1_000_000),
            .. Range(nameof(TelemetryLimits.MaxSpanCount), limits.MaxSpanCount, 1, 5_000_000),
            .. Range(nameof(TelemetryLimits.MaxMetricPointCount), limits.MaxMetricPointCount, 1, 5_000_000),
            .. Range(nameof(TelemetryLimits.MaxSeriesCount), limits.MaxSeriesCount, 1, 100_000),
            .. Range(nameof(TelemetryLimits.MaxResourceCount), limits.MaxResourceCount, 1, 10_000),
            .. Range(nameof(TelemetryLimits.MaxAttributeCount), limits.MaxAttributeCount, 1, 1_000),
            .. Range(nameof(TelemetryLimits.MaxTextLength), limits.MaxTextLength, 16, 1_000_000),
        ];
    }

    private static IEnumerable<string> Address(string setting, string text, DashboardOptions options)
    {
        foreach (var url in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).DefaultIfEmpty(""))
        {
            if (ListenAddress.Parse(url) is not { } address)
            {
                yield return $"{setting} is '{url}': an address such as http://localhost:18888 would work.";
            }
            else if (!address.IsLoopback && options.AllowAnonymous)
            {
                yield return $"{setting} is '{url}', which other machines reach, and {DashboardSettings.AllowAnonymous} lets everybody in: "
                    + $"http://localhost:{address.Port} would work, or no {DashboardSettings.AllowAnonymous}.";
            }
            else if (!address.IsLoopback && address.Scheme == Uri.UriSchemeHttp && !options.AllowUnsecuredTransport)
            {
                yield return $"{setting} is '{url}', which other machines reach, and the token would travel unencrypted: "
                    + $"http://localhost:{address.Port} or an https address would work, or {DashboardSettings.AllowUnsecuredTransport}=true.";
            }
        }
    }

    private static IEnumerable<string> Range(string name, int value, int least, int most) =>
        value >= least && value <= most ? [] : [$"{DashboardSettings.Limits}:{name} is '{value}': {least} to {most} would work."];
}
