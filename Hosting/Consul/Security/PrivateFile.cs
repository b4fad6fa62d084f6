namespace Mesh.Hosting.Consul.Security;

/// <summary>A file that only this user can read, from its first byte on.</summary>
internal static class PrivateFile
{
    /// <returns>The path.</returns>
    public static string Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
        return path;
    }
}
