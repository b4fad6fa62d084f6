using Mesh.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Connections;

namespace Mesh.ServiceDefaults.Start;

/// <summary>Turns the failures a user can mend into one message and exit code 1, in place of a stack trace and a core dump.</summary>
internal static class StartFailure
{
    private static int _watching;

    public static void Watch()
    {
        if (Interlocked.Exchange(ref _watching, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, failure) => EndIfMendable(failure.ExceptionObject as Exception);
        }
    }

    /// <summary>The message for a failure that a user can mend, or null.</summary>
    public static string? Describe(Exception? failure) => failure switch
    {
        SettingsException => failure.Message,
        IOException { InnerException: AddressInUseException } =>
            $"{failure.Message} Choose another address with --urls (ASPNETCORE_URLS) or the setting it comes from.",
        _ => null,
    };

    private static void EndIfMendable(Exception? failure)
    {
        if (Describe(failure) is { } message)
        {
            Console.Error.WriteLine($"{AppDomain.CurrentDomain.FriendlyName} cannot start. {message}");
            Environment.Exit(1);
        }
    }
}
