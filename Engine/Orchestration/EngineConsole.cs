using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting.Orchestration;

/// <summary>Writes the AppHost's log for people at a terminal: one line each, the level only where something is wrong.</summary>
internal sealed class EngineConsole(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "mesh";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel switch
        {
            LogLevel.Warning => "warning: ",
            >= LogLevel.Error => "error: ",
            _ => "",
        };
        textWriter.WriteLine($"{time.GetLocalNow():HH:mm:ss.fff}  {level}{logEntry.Formatter(logEntry.State, logEntry.Exception)}");
        if (logEntry.Exception is { } exception)
        {
            textWriter.WriteLine(exception);
        }
    }
}
