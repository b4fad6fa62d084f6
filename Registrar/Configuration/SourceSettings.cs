using Mesh.Registrar.Docker;

namespace Mesh.Registrar.Configuration;

/// <summary>The sources of instances: at least one.</summary>
/// <param name="Feed">The AppHost's feed; null for none.</param>
/// <param name="Docker">The Docker engine; null for none.</param>
internal sealed record SourceSettings(FeedSettings? Feed, DockerEndpoint? Docker)
{
    /// <summary>Reads what there is. With an error the start ends.</summary>
    public static SourceSettings Read(IConfiguration configuration, RegistrarSettings settings, List<string> errors)
    {
        var hasFeed = FeedSettings.AreIn(configuration);
        var usesDocker = settings.UsesDocker(hasFeed);
        var isGuess = settings is { Docker: null, Registry: null } && !hasFeed && !DockerEndpoint.CanBeFound(configuration);
        if ((!hasFeed && !usesDocker) || isGuess)
        {
            errors.Add($"No source of instances is set: {FeedSettings.UrlVariable} and {FeedSettings.TokenVariable}, which the AppHost gives to what it starts, "
                + $"or a Docker engine ({DockerEndpoint.HostVariable}, or its socket at {DockerEndpoint.DefaultSocket} or {DockerEndpoint.RegistratorSocket}) would work.");
            return new(null, null);
        }

        return new(
            hasFeed ? FeedSettings.Read(configuration, errors) : null,
            usesDocker ? DockerEndpoint.Read(configuration, errors) : null);
    }
}
