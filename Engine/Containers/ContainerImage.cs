using System.Net;
using Aspire.Hosting.Processes;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Aspire.Hosting.Containers;

/// <summary>Makes sure that an image is there. Registries that ask for credentials are not supported: pull from those beforehand.</summary>
internal static class ContainerImage
{
    /// <summary>Pulls the image when the engine does not have it yet.</summary>
    /// <exception cref="InvalidOperationException">It cannot be pulled; the message names the image and carries the engine's text.</exception>
    public static async Task EnsureAsync(DockerClient client, string image, Action<OutputLine> output, CancellationToken cancellationToken)
    {
        try
        {
            await client.Images.InspectImageAsync(image, cancellationToken);
            return;
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            output(new OutputLine($"Pulling image '{image}'.", IsError: false));
        }

        PullProgress progress = new();
        try
        {
            await client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = WithTag(image) }, new AuthConfig(), progress, cancellationToken);
        }
        catch (DockerApiException exception)
        {
            throw new InvalidOperationException($"Image '{image}' could not be pulled: {EngineError.Text(exception)}", exception);
        }

        if (progress.Error is { } error)
        {
            throw new InvalidOperationException($"Image '{image}' could not be pulled: {error}");
        }
    }

    /// <summary>The reference with a tag: without one the engine would pull every tag there is.</summary>
    public static string WithTag(string image)
    {
        // A colon before the last slash belongs to the registry's port.
        string last = image[(image.LastIndexOf('/') + 1)..];
        return last.Contains(':') || last.Contains('@') ? image : image + ":latest";
    }

    // Progress<T> would report later, on another thread.
    private sealed class PullProgress : IProgress<JSONMessage>
    {
        public string? Error { get; private set; }

        public void Report(JSONMessage value) => Error ??= value.Error?.Message;
    }
}
