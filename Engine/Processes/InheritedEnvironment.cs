namespace Aspire.Hosting.Processes;

/// <summary>What a process gets of the AppHost's own environment: nearly everything.</summary>
internal static class InheritedEnvironment
{
    private const string BrowserToken = "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN";
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Removes what must not be inherited: the token that opens the dashboard; and, where the process is told where its telemetry goes, every
    /// variable of OpenTelemetry's. One from a developer's terminal would send a signal elsewhere, and the dashboard's key with it
    /// (OpenTelemetry's OTLP exporter specification: a variable for one signal goes before that for all), or switch it off.
    /// </summary>
    /// <param name="inherited">The environment, without what the process is given itself.</param>
    /// <param name="given">What the process is given itself.</param>
    public static void Clean(IDictionary<string, string?> inherited, IReadOnlyDictionary<string, string> given)
    {
        inherited.Remove(BrowserToken);
        if (given.ContainsKey(OtlpEndpoint))
        {
            foreach (var name in inherited.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
            {
                inherited.Remove(name);
            }
        }
    }
}
