using System.Reflection;
using Mesh.Hosting.Control;

namespace Aspire.Hosting;

/// <summary>Commands to the AppHost that already runs: <c>dotnet run --project AppHost -- scale web=5</c>.</summary>
public static class MeshCommandLine
{
    private const string AppHostDirectoryKey = "apphostprojectpath";

    /// <summary>
    /// Carries out a command, if <paramref name="args"/> hold one, and ends the process with its exit code. Otherwise the application is to start:
    /// returns, having made sure that an error of its configuration ends the process with one clear message and exit code 1.
    /// </summary>
    /// <param name="args">The command line.</param>
    public static void RunCommandIn(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);

        if (ControlCommandLine.IsCommand(args))
        {
            var program = new ControlProgram(Console.Out, Console.Error, FindRunning);
            Environment.Exit(program.RunAsync(args, CancellationToken.None).GetAwaiter().GetResult());
        }

        AppDomain.CurrentDomain.UnhandledException += EndClearly;
    }

    private static IReadOnlyList<ControlAddress> FindRunning()
    {
        if (Environment.GetEnvironmentVariable(ControlFile.PathVariable) is { Length: > 0 } path)
        {
            return ControlAddress.Read(path) is { } address && address.IsAlive() ? [address] : [];
        }

        var appHost = Assembly.GetEntryAssembly()?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key.Equals(AppHostDirectoryKey, StringComparison.OrdinalIgnoreCase));
        return ControlFolder.Default().Running(appHost?.Value ?? Environment.CurrentDirectory);
    }

    private static void EndClearly(object sender, UnhandledExceptionEventArgs unhandled)
    {
        if (unhandled.ExceptionObject is DistributedApplicationException error)
        {
            Console.Error.WriteLine(error.Message);
            Environment.Exit(1);
        }
    }
}
