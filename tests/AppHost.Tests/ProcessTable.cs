using System.Text;

namespace Mesh.AppHost.Tests;

/// <summary>Finds processes by the run they belong to: every child of an AppHost carries <c>MESH_RUN</c> in its environment.</summary>
internal static class ProcessTable
{
    private const string Variable = "MESH_RUN=";

    public static IReadOnlyList<(int Id, string Command)> Of(string runId) =>
        [.. All().Where(id => EnvironmentOf(id).Contains(Variable + runId)).Select(id => (id, CommandOf(id)))];

    public static string? RunIdOfChildrenOf(int parent) => All().Where(id => ParentOf(id) == parent)
        .SelectMany(EnvironmentOf).FirstOrDefault(variable => variable.StartsWith(Variable, StringComparison.Ordinal))?[Variable.Length..];

    /// <summary>A child of the process, such as the AppHost of a <c>dotnet run</c>; 0 when it has none.</summary>
    public static int ChildOf(int parent) => All().FirstOrDefault(id => ParentOf(id) == parent);

    /// <summary>Whether the process still does anything; one that nobody has reaped yet does not.</summary>
    public static bool IsAlive(int id) => Read(id, "stat") is { Length: > 0 } stat && stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');

    private static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Select(name => int.TryParse(name, out var id) ? id : 0).Where(id => id > 0 && IsAlive(id));

    private static int ParentOf(int id) => Read(id, "stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]) : 0;

    /// <summary>The variables that a process was started with, each <c>name=value</c>.</summary>
    public static string[] EnvironmentOf(int id) => Read(id, "environ").Split('\0');

    private static string CommandOf(int id) => Read(id, "cmdline").Replace('\0', ' ').Trim();

    private static string Read(int id, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/{file}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // It has just ended, or is somebody else's.
        }
    }
}
