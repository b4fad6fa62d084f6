using System.Formats.Tar;
using Aspire.Hosting.Containers;
using Aspire.Hosting.Processes;
using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Engine.Tests.Containers;

/// <summary>The Docker engine of this machine, with a tiny image that holds nothing but busybox: no test needs a registry.</summary>
public sealed class DockerEngine : IAsyncLifetime
{
    public const string Image = "mesh-test/busybox:1";
    private static readonly string[] Busyboxes = ["/bin/busybox", "/usr/bin/busybox"];
    private readonly string _runId = MeshRun.NewId();
    private readonly Guardian _guardian;
    private string? _missing;

    public DockerEngine()
    {
        _guardian = Guardian.Start(_runId, NullLogger.Instance);
        Runtime = new DockerRuntime(_runId, _guardian, TimeProvider.System, NullLogger.Instance);
    }

    internal DockerRuntime Runtime { get; }

    public DockerClient Client { get; } = new DockerClientBuilder().Build();

    public async ValueTask InitializeAsync()
    {
        string? busybox = Busyboxes.FirstOrDefault(IsStatic);
        _missing = !await Runtime.IsAvailableAsync(CancellationToken.None)
            ? "No Docker engine answers: apt-get install docker.io and start dockerd, or set DOCKER_HOST."
            : busybox is null ? "There is no static busybox to make an image of: apt-get install busybox-static."
            : null;
        if (_missing is null)
        {
            await ImportAsync(busybox!);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Runtime.Dispose();
        Client.Dispose();
        await _guardian.DisposeAsync();
    }

    public void SkipWhenMissing() => Assert.SkipWhen(_missing is not null, _missing ?? "");

    private static bool IsStatic(string file) =>
        File.Exists(file) && !System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file), 0, 4096).Contains("ld-linux", StringComparison.Ordinal);

    private async Task ImportAsync(string busybox)
    {
        MemoryStream archive = new();
        await using (TarWriter tar = new(archive, leaveOpen: true))
        {
            await tar.WriteEntryAsync(busybox, "bin/busybox");
            foreach (string applet in (string[])["sh", "cat", "echo", "env", "nc", "sleep", "touch"])
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
            }
        }

        archive.Position = 0;
        string[] name = Image.Split(':');
        await Client.Images.CreateImageAsync(
            new ImagesCreateParameters { FromSrc = "-", Repo = name[0], Tag = name[1] }, archive, new AuthConfig(), new Progress<JSONMessage>());
    }
}
