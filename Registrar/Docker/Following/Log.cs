namespace Mesh.Registrar.Docker.Following;

/// <summary>What following the engine says.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Docker does not describe container {Container}, which stays as it is; trying again: {Cause}", EventName = nameof(NotDescribed))]
    public static partial void NotDescribed(ILogger logger, string container, string cause);
}
