namespace Mesh.Tests.Kit;

/// <summary>The control groups that an engine makes for its containers, and that the kernel keeps when the engine is gone.</summary>
internal static class ControlGroups
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>Deletes the group of this name, with all below it, in every hierarchy. Nothing may run in it.</summary>
    public static void Delete(string name)
    {
        foreach (var hierarchy in Directory.Exists(Root) ? Directory.GetDirectories(Root).Append(Root) : [])
        {
            var group = Path.Combine(hierarchy, name);
            if (Directory.Exists(group))
            {
                DeleteWithChildren(group);
            }
        }
    }

    // What look like files in a group cannot be deleted and need not be.
    private static void DeleteWithChildren(string group)
    {
        foreach (var child in Directory.GetDirectories(group))
        {
            DeleteWithChildren(child);
        }

        Directory.Delete(group);
    }
}
