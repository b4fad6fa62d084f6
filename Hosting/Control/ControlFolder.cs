using System.Security.Cryptography;
using System.Text;

namespace Mesh.Hosting.Control;

/// <summary>The folder in which running AppHosts of this user say how to reach them.</summary>
internal sealed class ControlFolder(string path)
{
    /// <summary><c>mesh/</c> in XDG_RUNTIME_DIR, else in the user's local application data.</summary>
    public static ControlFolder Default()
    {
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        var parent = Directory.Exists(runtime) ? runtime : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return new(Path.Combine(parent, "mesh"));
    }

    /// <summary>The file of the AppHost in <paramref name="appHostDirectory"/> that runs as process <paramref name="processId"/>.</summary>
    public string PathFor(string appHostDirectory, int processId) => Path.Combine(path, $"{Prefix(appHostDirectory)}{processId}.json");

    /// <summary>The AppHosts that run from <paramref name="appHostDirectory"/>. Files of processes that are gone are removed.</summary>
    public IReadOnlyList<ControlAddress> Running(string appHostDirectory)
    {
        if (!Directory.Exists(path))
        {
            return [];
        }

        var running = new List<ControlAddress>();
        foreach (var file in Directory.EnumerateFiles(path, $"{Prefix(appHostDirectory)}*.json"))
        {
            if (ControlAddress.Read(file) is { } address && address.IsAlive())
            {
                running.Add(address);
            }
            else
            {
                File.Delete(file);
            }
        }

        return [.. running.OrderBy(address => address.Pid)];
    }

    private static string Prefix(string appHostDirectory)
    {
        var directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(appHostDirectory));
        return $"apphost-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)).AsSpan(0, 8))}-";
    }
}
