using System.Diagnostics;

namespace Mesh.Tests.Kit;

/// <summary>The Consul program that tests run: from PATH, else what <c>eng/get-consul</c> put into <c>.tools</c>.</summary>
internal static class ConsulBinary
{
    // Since this version, agents open one port more unless told not to; earlier ones do not know the flag.
    private static readonly Version FirstWithGrpcTls = new(1, 14);

    // Since this version the word for the first token is another; earlier ones do not know it, later ones may forget the old one.
    private static readonly Version FirstWithInitialManagement = new(1, 11);

    private static readonly Lazy<string?> Found = new(Find);
    private static readonly Lazy<Version> Known = new(Version);

    /// <summary>The program's path, or null when there is none.</summary>
    public static string? Path => Found.Value;

    /// <summary>Whether the agent knows <c>-grpc-tls-port</c>.</summary>
    public static bool HasGrpcTls => Known.Value >= FirstWithGrpcTls;

    /// <summary>What the configuration calls the token that may do everything.</summary>
    public static string ManagementWord => Known.Value >= FirstWithInitialManagement ? "initial_management" : "master";

    private static string? Find() => Candidates().FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates()
    {
        var name = OperatingSystem.IsWindows() ? "consul.exe" : "consul";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var folder in folders)
        {
            yield return System.IO.Path.Combine(folder, name);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return System.IO.Path.Combine(folder.FullName, ".tools", name);
        }
    }

    private static Version Version()
    {
        using var process = Process.Start(new ProcessStartInfo(Path!, "version") { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // The first line is "Consul v1.22.3", with "+ent" or "-dev" behind the number in some builds.
        var number = new string([.. text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);
        return System.Version.Parse(number);
    }
}
