using Aspire.Hosting.Processes;

namespace Mesh.Engine.Tests.Processes;

/// <summary>Looks into /proc.</summary>
internal static class ProcessTable
{
    /// <summary>True while the process runs; a zombie does not.</summary>
    public static bool Runs(string id) => ProcessStatus.Of(int.Parse(id)) is { HasEnded: false };

    /// <summary>What each open descriptor of a process points to.</summary>
    public static IReadOnlyDictionary<int, string> Descriptors(string id) =>
        Directory.EnumerateFileSystemEntries($"/proc/{id}/fd")
            .Select(descriptor => (Number: int.Parse(Path.GetFileName(descriptor)), Target: Target(descriptor)))
            .Where(descriptor => descriptor.Target is not null)
            .ToDictionary(descriptor => descriptor.Number, descriptor => descriptor.Target!);

    private static string? Target(string descriptor)
    {
        try
        {
            // Pipes and sockets have no path; their "pipe:[1234]" is taken for a relative one.
            string? target = File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName;
            return target is null || !target.EndsWith(']') ? target : Path.GetFileName(target);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
