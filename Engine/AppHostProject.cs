using System.Reflection;

namespace Aspire.Hosting;

/// <summary>What the AppHost's build recorded in its assembly.</summary>
internal static class AppHostProject
{
    private const string DirectoryKey = "apphostprojectpath";
    private const string TargetKeyPrefix = "mesh.engine:target:";

    public static string? DirectoryOf(Assembly? assembly) => Metadata(assembly, DirectoryKey);

    /// <summary>The assembly that a project's build wrote; <see langword="null"/> when the AppHost's build did not build that project.</summary>
    public static string? TargetOf(Assembly? assembly, string projectPath) => Metadata(assembly, TargetKeyPrefix + projectPath);

    private static string? Metadata(Assembly? assembly, string key) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
