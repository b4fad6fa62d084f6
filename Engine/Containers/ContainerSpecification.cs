namespace Aspire.Hosting.Containers;

/// <summary>What to start as a container.</summary>
/// <param name="Name">The container's name; no other container may have it.</param>
/// <param name="Image">The image: <c>[registry/]repository[:tag][@digest]</c>, with the tag <c>latest</c> when neither is given.</param>
internal sealed record ContainerSpecification(string Name, string Image)
{
    /// <summary>Replaces the image's entry point; null keeps it.</summary>
    public string? Entrypoint { get; init; }

    /// <summary>The arguments; none keeps the image's own.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables set on top of the image's.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The container's ports that can be reached from this machine.</summary>
    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    /// <summary>The directories, files and volumes it sees.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>Labels beside those that mark the run.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
