using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Containers;

/// <summary>A Docker engine of the tests' own that has the images of <c>eng/images</c>: one for all tests, since making it takes ten seconds.</summary>
public sealed class ImagesOnEngine : IAsyncLifetime
{
    // The dashboard's image cannot be had without a registry. Another service stands in for it, so that the published file runs as it is.
    private const string DashboardImage = "mcr.microsoft.com/dotnet/nightly/aspire-dashboard:latest";

    /// <summary>The group of the engine's socket, which is root's on this engine.</summary>
    public const string SocketGroup = "0";

    private DockerDaemon? _engine;

    public DockerDaemon Engine => _engine ?? throw new InvalidOperationException("The test has not called SkipWhenMissing.");

    /// <summary>The folder of this repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Projects.AppHost.ProjectPath, ".."));

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    public static void SkipWhenMissing()
    {
        Assert.SkipWhen(DockerDaemon.MissingReason is not null, DockerDaemon.MissingReason ?? "");
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
    }

    public async ValueTask InitializeAsync()
    {
        if (DockerDaemon.MissingReason is not null || ConsulServer.IsMissing)
        {
            return;
        }

        _engine = await DockerDaemon.StartAsync();
        var (exitCode, output) = await Shell.RunAsync(
            [Path.Combine(Repository, "eng", "images"), "--no-build", "--configuration", Configuration, "--base", "local", "--consul"],
            new Dictionary<string, string> { ["DOCKER_HOST"] = Engine.Host });
        Assert.True(exitCode == 0, output);
        await Engine.RunAsync("tag", "mesh/simpleweb", DashboardImage);
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }
}
