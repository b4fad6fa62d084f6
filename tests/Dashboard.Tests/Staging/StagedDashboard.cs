using Mesh.Dashboard.Stage;

namespace Mesh.Dashboard.Tests.Staging;

/// <summary>A dashboard in a process of its own.</summary>
internal sealed class StagedDashboard(StagedProcess process, StagedAddresses addresses) : IAsyncDisposable
{
    public StagedAddresses Addresses { get; } = addresses;

    public (int Now, int Most) Memory => process.Memory;

    public TimeSpan ProcessorTime => process.ProcessorTime;

    public static async Task<StagedDashboard> StartAsync()
    {
        var process = StagedProcess.Start(isNice: false, "dashboard");
        return new(process, await process.HearAsync<StagedAddresses>());
    }

    /// <summary>How much telemetry has come.</summary>
    public async Task<TelemetryCounts> CountAsync()
    {
        await process.AskAsync();
        return await process.HearAsync<TelemetryCounts>();
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
