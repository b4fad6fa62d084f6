namespace Mesh.Registrar.Instances;

/// <summary>Runs every source for as long as the program runs.</summary>
internal sealed class SourceRunner(InstanceCatalogue catalogue) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(catalogue.Views.Select(each => each.Source.RunAsync(each.View, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops, be it because its start failed: nothing that a host should report.
        }
    }
}
