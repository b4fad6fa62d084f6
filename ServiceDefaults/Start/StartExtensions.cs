using Mesh.ServiceDefaults.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Mesh.ServiceDefaults.Start;

internal static class StartExtensions
{
    public static void AddStartFailures(this IHostApplicationBuilder builder)
    {
        StartFailure.Watch();
        builder.Services.AddSingleton(SettingsErrors.Of(builder));
        builder.Services.AddHostedService<SettingsGate>();
    }

    public static void AddSparseLogging(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<ListeningMessage>();
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.Configure<SimpleConsoleFormatterOptions>(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat ??= "HH:mm:ss.fff ";
        });
        builder.Services.Configure<LoggerFilterOptions>(Quieten);

        // The slim builder's console is simple whatever is set.
        if (builder.Configuration["Logging:Console:FormatterName"] is { Length: > 0 } format)
        {
            builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = format);
        }
    }

    // In front of the rules from configuration: of two rules for one category the later one wins.
    private static void Quieten(LoggerFilterOptions filter)
    {
        Prefer("Microsoft.AspNetCore", LogLevel.Warning);
        Prefer("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        Prefer("System.Net.Http.HttpClient", LogLevel.Warning);

        // Its errors come a second time: a failed start as the exception that ends the program, a failed background service as a critical entry.
        Prefer("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        // Speaks at every failed probe; ReadinessLog speaks when something changes.
        Prefer("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);

        void Prefer(string category, LogLevel level) => filter.Rules.Insert(0, new LoggerFilterRule(providerName: null, category, level, filter: null));
    }
}
