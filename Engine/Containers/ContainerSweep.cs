using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Containers;

/// <summary>Removes what earlier runs left behind, when neither they nor their guardian could.</summary>
internal static partial class ContainerSweep
{
    /// <summary>Removes every container that carries a run's label and whose process on this machine is gone.</summary>
    public static async Task RunAsync(DockerClient client, ILogger logger, CancellationToken cancellationToken)
    {
        IList<ContainerListResponse> containers = await client.Containers.ListContainersAsync(
            new ContainersListParameters
            {
                All = true,
                Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [ContainerOwner.RunLabel] = true } },
            },
            cancellationToken);
        foreach (ContainerListResponse container in containers.Where(container => ContainerOwner.From(container.Labels)?.IsGone() == true))
        {
            Log.Removing(logger, string.Join(", ", container.Names), container.ID);
            await RemoveAsync(client, container.ID, cancellationToken);
        }
    }

    /// <summary>Kills a container if it runs and removes it with its nameless volumes; one that is gone already is fine.</summary>
    public static async Task RemoveAsync(DockerClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancellationToken);
        }
        catch (DockerApiException exception) when (exception.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Conflict)
        {
            // Someone else (the guardian, the user) removed it or is doing so.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Removing container {Name} ({Id}), which an earlier run left behind.", EventName = "ContainerSwept")]
        public static partial void Removing(ILogger logger, string name, string id);
    }
}
