namespace Mesh.Registrar.Instances;

/// <summary>Runs every source for as long as the program runs.</summary>
internal sealed class SourceRunner(InstanceCatalogue catalogue) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(catalogue.Views.Select(each => each.Source.RunAsync(each.View, stoppingToken)));
}
