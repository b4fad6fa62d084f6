using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;

namespace Aspire.Hosting;

/// <summary>Lets published containers tell how they are.</summary>
public static class HealthProbeBuilderExtensions
{
    /// <summary>
    /// Lets the container of a published project be asked for its health by its own program, <c>/app/{project} --healthcheck</c>, which needs neither
    /// a shell nor curl in the image. The project's program must know that argument: <c>HealthProbe.RunIfAsked</c> of ServiceDefaults. Changes
    /// nothing when the application runs.
    /// </summary>
    /// <param name="builder">The project.</param>
    public static IResourceBuilder<ProjectResource> WithHealthProbe(this IResourceBuilder<ProjectResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var program = Path.GetFileNameWithoutExtension(builder.Resource.GetProjectMetadata().ProjectPath);
        return builder.WithAnnotation(new DockerComposeServiceCustomizationAnnotation((_, service) => service.Healthcheck = new()
        {
            Test = ["CMD", $"/app/{program}", "--healthcheck"],

            // A check costs 60 ms of processor time; and a container is not asked for the first time before one interval is over.
            Interval = "3s",
            Timeout = "5s",
            Retries = 2,
            StartPeriod = "20s",
        }));
    }
}
