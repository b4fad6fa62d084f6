using System.Text.Json;

namespace Mesh.Hosting.Control;

/// <summary>The file in which this AppHost says how to reach it: only its user can read it, and it is gone when the AppHost is.</summary>
/// <param name="path">Where; null for nowhere.</param>
internal sealed class ControlFile(string? path) : IDisposable
{
    /// <summary>The variable (or setting) with another path.</summary>
    public const string PathVariable = "MESH_CONTROL_FILE";

    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the file whole: a reader sees all of it or none.</summary>
    public void Write(Uri url, string token)
    {
        if (path is null)
        {
            return;
        }

        CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = System.IO.FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        var draft = $"{path}.{Environment.ProcessId}";
        using (var stream = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(stream, ControlAddress.OfThisProcess(url, token), ControlJson.Default.ControlAddress);
        }

        File.Move(draft, path, overwrite: true);
    }

    public void Dispose()
    {
        if (path is not null && ControlAddress.Read(path)?.Pid == Environment.ProcessId)
        {
            File.Delete(path);
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, FolderMode);
        }
    }
}
