using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Writes what the AppHost has to say of a resource into that resource's log.</summary>
internal sealed class ResourceLogger(Func<IEnumerable<ResourceLog>> logs) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception);
        foreach (var log in logs())
        {
            log.Write(text, logLevel >= LogLevel.Error, TimeProvider.System.GetUtcNow());
        }
    }
}
