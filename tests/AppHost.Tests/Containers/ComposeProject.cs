using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Containers;

/// <summary>The AppHost published into a folder, with the variables filled in, and <c>docker compose</c> run there.</summary>
internal sealed class ComposeProject : IAsyncDisposable
{
    private readonly DockerDaemon _engine;
    private readonly Dictionary<string, string> _environment;

    private ComposeProject(DockerDaemon engine)
    {
        _engine = engine;
        _environment = new() { ["DOCKER_HOST"] = engine.Host, ["COMPOSE_PROJECT_NAME"] = "mesh" };
        var fetched = Path.Combine(ImagesOnEngine.Repository, ".tools", "docker");
        if (Directory.Exists(Path.Combine(fetched, "cli-plugins")))
        {
            _environment["DOCKER_CONFIG"] = fetched;
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("mesh-compose-").FullName;

    /// <summary>The balancer as the host publishes it.</summary>
    public Uri Balancer => new($"http://{_engine.Address}:8080");

    /// <summary>Publishes the AppHost as a user does, and fills in what it leaves to the user.</summary>
    public static Task<ComposeProject> PublishAsync(DockerDaemon engine) => PublishAsync(engine, async arguments =>
    {
        var (exitCode, output) = await AppHostProcess.RunAsync("unused", arguments);
        Assert.True(exitCode == 0, output);
    });

    /// <summary>Publishes a model of the mesh, and fills in what <c>AppHost/Program.cs</c> leaves to the user.</summary>
    public static async Task<ComposeProject> PublishAsync(DockerDaemon engine, Func<string[], Task> publish)
    {
        var project = new ComposeProject(engine);
        var (exitCode, output) = await project.TryRunAsync("version");
        Assert.SkipWhen(exitCode != 0, $"Docker Compose is missing: run eng/get-compose ({output})");
        await publish(["--operation", "publish", "--step", "publish", "--output-path", project.Folder]);
        await project.SetAsync(
            ("WEB_IMAGE", "mesh/simpleweb"), ("REGISTRAR_IMAGE", "mesh/registrar"), ("LB_IMAGE", "mesh/loadbalancer"),
            ("WEB_PORT", "8080"), ("REGISTRAR_PORT", "8080"), ("LB_PORT", "8080"), ("DOCKER_GROUP", ImagesOnEngine.SocketGroup));
        return project;
    }

    /// <summary>Sets variables in <c>.env</c>.</summary>
    public async Task SetAsync(params (string Name, string Value)[] variables)
    {
        var file = Path.Combine(Folder, ".env");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        foreach (var (name, value) in variables)
        {
            var line = Array.FindIndex(lines, line => line.StartsWith($"{name}=", StringComparison.Ordinal));
            Assert.True(line >= 0, $".env has no {name}");
            lines[line] = $"{name}={value}";
        }

        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
    }

    /// <summary>Changes the published file.</summary>
    public async Task EditAsync(Func<string, string> edit)
    {
        var file = Path.Combine(Folder, "docker-compose.yaml");
        await File.WriteAllTextAsync(file, edit(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);
    }

    /// <summary>Runs <c>docker compose</c> with these arguments, which must succeed.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await TryRunAsync(arguments);
        Assert.True(exitCode == 0, $"docker compose {string.Join(' ', arguments)}: {output}");
        return output;
    }

    /// <summary>Runs <c>docker compose</c> with these arguments, whatever comes of it.</summary>
    public Task<(int ExitCode, string Output)> TryRunAsync(params string[] arguments) => Shell.RunAsync(["docker", "compose", .. arguments], _environment, Folder);

    public async ValueTask DisposeAsync()
    {
        await TryRunAsync("down", "--volumes", "--timeout", "1");
        Directory.Delete(Folder, recursive: true);
    }
}
