using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Mesh.Hosting.Consul;

/// <summary>Finds the program <c>consul</c> and tells its version.</summary>
internal static partial class ConsulBinary
{
    private static readonly string FileName = OperatingSystem.IsWindows() ? "consul.exe" : "consul";

    /// <summary>The first <c>consul</c> on <paramref name="path"/>, else the one in the nearest <c>.tools/</c> of a folder above; null when there is none.</summary>
    /// <param name="path">A list of folders as in the variable PATH.</param>
    /// <param name="directory">The folder from which to search upwards for <c>.tools/</c>.</param>
    public static string? Find(string? path, string directory) =>
        OnPath(path).Concat(InTools(directory)).FirstOrDefault(File.Exists);

    /// <summary>The version that the program itself reports; null when it does not within <paramref name="cancellationToken"/>.</summary>
    public static async Task<Version?> VersionAsync(string program, CancellationToken cancellationToken)
    {
        using var process = new Process();
        process.StartInfo = new(program, "version") { RedirectStandardOutput = true, RedirectStandardError = true };
        process.Start();
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return ParseVersion(output);
    }

    internal static Version? ParseVersion(string output) =>
        VersionLine().Match(output) is { Success: true } match ? Version.Parse(match.Groups[1].Value) : null;

    private static IEnumerable<string> OnPath(string? path) =>
        (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(folder => Path.Combine(folder, FileName));

    private static IEnumerable<string> InTools(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, ".tools", FileName);
        }
    }

    [GeneratedRegex(@"^Consul v(\d+\.\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
