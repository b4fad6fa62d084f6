using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Publishing;

/// <summary>Publishes the application instead of running it.</summary>
internal sealed partial class Publication(IServiceProvider services)
{
    private readonly ILogger _logger = services.GetRequiredService<ILogger<DistributedApplication>>();

    /// <exception cref="DistributedApplicationException">The command line or the model is at fault.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var builder = services.GetRequiredService<IDistributedApplicationBuilder>();
        var settings = PublishSettings.Read(services.GetRequiredService<IConfiguration>(), builder.AppHostDirectory);
        var model = services.GetRequiredService<DistributedApplicationModel>();
        var environment = Environment(model);
        var application = await new ComposeApplication(environment, model, builder.ExecutionContext).WriteAsync(cancellationToken);
        foreach (var (name, text) in Files(application, settings.OutputPath))
        {
            await WriteAsync(Path.Combine(settings.OutputPath, name), text, cancellationToken);
        }

    }

    private static DockerComposeEnvironmentResource Environment(DistributedApplicationModel model) =>
        model.Resources.OfType<DockerComposeEnvironmentResource>().ToArray() switch
        {
            [var one] => one,
            [] => throw new DistributedApplicationException(
                "The application has nothing to be published to. Add builder.AddDockerComposeEnvironment(\"mesh\") to the AppHost."),
            var several => throw new DistributedApplicationException(
                $"The embedded engine publishes to one Docker Compose environment; the application has {string.Join(", ", several.Select(one => $"'{one.Name}'"))}."),
        };

    private static IEnumerable<(string Name, string Text)> Files(ComposeApplication application, string folder)
    {
        var known = Path.Combine(folder, EnvironmentFile.Name);
        yield return ("docker-compose.yaml", application.File.ToYaml());
        yield return (EnvironmentFile.Name, EnvironmentFile.Merge(File.Exists(known) ? File.ReadAllText(known) : "", application.Variables.Values));
    }

    private async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        if (File.Exists(path) && await File.ReadAllTextAsync(path, cancellationToken) == text)
        {
            LogUnchanged(_logger, path);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, cancellationToken);
        LogWritten(_logger, path);
    }

    [LoggerMessage(EventName = "Written", Level = LogLevel.Information, Message = "Wrote {Path}")]
    private static partial void LogWritten(ILogger logger, string path);

    [LoggerMessage(EventName = "Unchanged", Level = LogLevel.Information, Message = "{Path} is up to date")]
    private static partial void LogUnchanged(ILogger logger, string path);
}
