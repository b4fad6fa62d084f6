using Microsoft.JSInterop;

namespace Mesh.Dashboard.Pages.Metrics;

/// <summary>Releases the chart in the browser.</summary>
public sealed partial class MetricChart : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_chart is not null && _module is not null)
            {
                await _chart.InvokeVoidAsync("stop");
                await _chart.DisposeAsync();
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the chart with it.
        }
    }
}
