using Aspire.Hosting.Processes;

namespace Mesh.Engine.Tests.Processes;

/// <summary>Looks into /proc.</summary>
internal static class ProcessTable
{
    /// <summary>True while the process runs; a zombie does not.</summary>
    public static bool Runs(string id) => ProcessStatus.Of(int.Parse(id)) is { HasEnded: false };

    /// <summary>What the open descriptors of a process point to.</summary>
    public static IReadOnlyList<string> Descriptors(string id) =>
        [.. Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Select(Target).OfType<string>()];

    private static string? Target(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
