using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Publishing;

/// <summary>What the command line asks for: <c>--operation publish --step publish --output-path out</c>.</summary>
/// <param name="OutputPath">The folder that the files are written to. Default: <c>aspire-output</c> in the AppHost's.</param>
internal sealed record PublishSettings(string OutputPath)
{
    private const string OnlyStep = "publish";

    /// <exception cref="DistributedApplicationException">Something else than the one step is asked for.</exception>
    public static PublishSettings Read(IConfiguration configuration, string appHostDirectory) => configuration["step"] switch
    {
        OnlyStep => new(configuration["output-path"] is { Length: > 0 } path ? Path.GetFullPath(path) : Path.Combine(appHostDirectory, "aspire-output")),
        null or "" => throw new DistributedApplicationException(
            "Without a step the whole pipeline would run, image builds and deployment included, which the embedded engine does not. Use --step publish."),
        { } other => throw new DistributedApplicationException($"--step {other} is not known to the embedded engine. Use --step publish."),
    };
}
