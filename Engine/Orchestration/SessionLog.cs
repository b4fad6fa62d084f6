using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

internal static partial class SessionLog
{
    [LoggerMessage(EventName = "Starting", Level = LogLevel.Information, Message = "Distributed application starting. AppHost directory: {Directory}")]
    public static partial void Starting(ILogger logger, string directory);

    [LoggerMessage(EventName = "Listening", Level = LogLevel.Information, Message = "Now listening on: {Address}")]
    public static partial void Listening(ILogger logger, string address);

    [LoggerMessage(EventName = "Login", Level = LogLevel.Information, Message = "Login to the dashboard at {Address}")]
    public static partial void Login(ILogger logger, Uri address);

    [LoggerMessage(EventName = "Started", Level = LogLevel.Information, Message = "Distributed application started. Press Ctrl+C to shut down.")]
    public static partial void Started(ILogger logger);

    [LoggerMessage(EventName = "ParentEnded", Level = LogLevel.Information, Message = "The command that started this AppHost has ended; shutting down.")]
    public static partial void ParentEnded(ILogger logger);

    [LoggerMessage(EventName = "Stopped", Level = LogLevel.Information, Message = "Distributed application stopped.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(EventName = "Forced", Level = LogLevel.Warning, Message = "Interrupted again: ending without waiting.")]
    public static partial void Forced(ILogger logger);

    [LoggerMessage(EventName = "Failed", Level = LogLevel.Critical, Message = "{Message}")]
    public static partial void Failed(ILogger logger, string message);

    [LoggerMessage(EventName = "ResourceProgress", Level = LogLevel.Information, Message = "{Line}")]
    public static partial void Progress(ILogger logger, string line);

    [LoggerMessage(EventName = "ResourceFailed", Level = LogLevel.Error, Message = "{Line}")]
    public static partial void Problem(ILogger logger, string line);

    [LoggerMessage(EventName = "Address", Level = LogLevel.Information, Message = "{Line}")]
    public static partial void Address(ILogger logger, string line);
}
