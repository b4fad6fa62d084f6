using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Mesh.Hosting.Control;

namespace Mesh.Hosting.Tests.Control;

public sealed class ControlFolderTests : IDisposable
{
    private const string AppHost = "/some/AppHost";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("mesh-test");
    private readonly string _path;
    private readonly ControlFolder _folder;

    public ControlFolderTests()
    {
        _path = Path.Combine(_temporary.FullName, "mesh");
        _folder = new(_path);
        _listener.Start();
    }

    private Uri Url => new($"http://{_listener.LocalEndpoint}");

    [Fact]
    public void A_running_AppHost_is_found_by_its_directory()
    {
        using var file = Write(AppHost);
        var found = Assert.Single(_folder.Running($"{AppHost}/"));
        Assert.Equal((Environment.ProcessId, Url, "token"), (found.Pid, found.Url, found.Token));
        Assert.Empty(_folder.Running("/another/AppHost"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_its_user_can_read_the_token()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes; the folder is in the user's profile there.");
        using var file = Write(AppHost);
        var path = _folder.PathFor(AppHost, Environment.ProcessId);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_path));
    }

    [Fact]
    public void The_file_goes_with_the_AppHost()
    {
        Write(AppHost).Dispose();
        Assert.Empty(Directory.GetFiles(_path));
    }

    [Fact]
    public void Files_of_processes_that_are_gone_are_ignored_and_removed()
    {
        using var ended = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        ended.WaitForExit();
        using var file = Write(AppHost);
        var stale = _folder.PathFor(AppHost, ended.Id);
        var text = File.ReadAllText(_folder.PathFor(AppHost, Environment.ProcessId));
        File.WriteAllText(stale, text.Replace($":{Environment.ProcessId},", $":{ended.Id},", StringComparison.Ordinal));

        Assert.Equal(Environment.ProcessId, Assert.Single(_folder.Running(AppHost)).Pid);
        Assert.False(File.Exists(stale));
    }

    [Fact]
    public void A_process_that_got_the_number_of_another_is_not_taken_for_it()
    {
        using var file = Write(AppHost);
        var address = Assert.Single(_folder.Running(AppHost));
        Assert.False((address with { Started = address.Started.AddMinutes(-1) }).IsAlive());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_ignored_and_removed()
    {
        Directory.CreateDirectory(_path);
        var broken = _folder.PathFor(AppHost, 1);
        File.WriteAllText(broken, "{");
        Assert.Empty(_folder.Running(AppHost));
        Assert.False(File.Exists(broken));
    }

    [Fact]
    public void An_AppHost_that_does_not_listen_any_more_is_gone()
    {
        using var file = Write(AppHost);
        _listener.Stop();
        Assert.Empty(_folder.Running(AppHost));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _temporary.Delete(recursive: true);
    }

    private ControlFile Write(string appHost)
    {
        var file = new ControlFile(_folder.PathFor(appHost, Environment.ProcessId));
        file.Write(Url, "token");
        return file;
    }
}
