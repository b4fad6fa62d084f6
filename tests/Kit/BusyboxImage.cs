using System.Formats.Tar;
using System.Text;

namespace Mesh.Tests.Kit;

/// <summary>An image that holds nothing but a static busybox: no test needs an image registry.</summary>
public static class BusyboxImage
{
    /// <summary>Its name. What it is called without its tag is what registrator calls its services.</summary>
    public const string Name = "box:1";

    /// <summary>The same, and its description says that it exposes port 81.</summary>
    public const string Exposing = "exposing:1";

    private static readonly string[] Applets = ["sh", "cat", "echo", "httpd", "mkdir", "nc", "rm", "sleep", "test", "touch"];
    private static readonly string? Busybox = new[] { "/bin/busybox", "/usr/bin/busybox" }.FirstOrDefault(IsStatic);

    /// <summary>Why there can be no such image here, and what would help; null when there can be.</summary>
    public static string? MissingReason => Busybox is null ? "There is no static busybox to make an image of: apt-get install busybox-static" : null;

    /// <summary>Makes the images in an engine.</summary>
    public static async Task ImportAsync(DockerDaemon daemon)
    {
        var archive = Path.GetTempFileName();
        try
        {
            await using (var tar = new TarWriter(File.Create(archive)))
            {
                await tar.WriteEntryAsync(Busybox!, "bin/busybox");
                foreach (var applet in Applets)
                {
                    await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
                }
            }

            await daemon.RunAsync("import", archive, Name);
            await daemon.RunAsync("import", "--change", "EXPOSE 81", archive, Exposing);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private static bool IsStatic(string file) =>
        File.Exists(file) && !Encoding.Latin1.GetString(File.ReadAllBytes(file), 0, 4096).Contains("ld-linux", StringComparison.Ordinal);
}
