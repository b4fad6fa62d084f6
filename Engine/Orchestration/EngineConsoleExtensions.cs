using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting.Orchestration;

internal static class EngineConsoleExtensions
{
    public static void AddEngineConsole(this ILoggingBuilder logging)
    {
        logging.AddConsole(console => console.FormatterName = EngineConsole.FormatterName);
        logging.AddConsoleFormatter<EngineConsole, ConsoleFormatterOptions>();
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        // A start that fails is told once, by whoever asked for it.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // The result of every check is shown with its resource; the log would only repeat it.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }
}
