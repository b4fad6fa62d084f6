namespace Mesh.AppHost.Tests;

/// <summary>An AppHost started in a terminal with variables of its own, which the tests of a class share. Started by the first test that needs it.</summary>
public sealed class StartedTerminal : IAsyncLifetime
{
    /// <summary>What the terminal's variables say.</summary>
    internal const string Value = "from-the-terminal";

    private static readonly Dictionary<string, string> Variables = new()
    {
        ["OTEL_TRACES_SAMPLER"] = Value,
        ["OTEL_RESOURCE_ATTRIBUTES"] = Value,
        ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"] = Value,
        ["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] = Value,
    };

    private AppHostProcess? _appHost;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    internal async Task<AppHostProcess> AppHostAsync() => _appHost ??= await AppHostProcess.StartedInAsync(Variables);

    public async ValueTask DisposeAsync()
    {
        if (_appHost is not null)
        {
            await _appHost.DisposeAsync();
        }
    }
}
