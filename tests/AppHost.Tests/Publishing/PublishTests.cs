namespace Mesh.AppHost.Tests.Publishing;

/// <summary>The AppHost published to Docker Compose, as a user does it.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class PublishTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-publish-").FullName;

    [Fact]
    public async Task The_model_becomes_the_expected_Compose_file_and_the_variables_that_it_needs()
    {
        await PublishAsync();
        foreach (var name in new[] { "docker-compose.yaml", ".env" })
        {
            Assert.Equal(await ReadAsync(Path.Combine(AppContext.BaseDirectory, "Publishing", "Expected", name)), await ReadAsync(Path.Combine(_folder, name)));
        }
    }

    [Fact]
    public async Task Publishing_again_keeps_values_and_changes_nothing()
    {
        await PublishAsync();
        var file = Path.Combine(_folder, ".env");
        await File.WriteAllTextAsync(file, (await ReadAsync(file)).Replace("WEB_PORT=", "WEB_PORT=8000", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var before = await ReadAsync(file);

        var output = await PublishAsync();
        Assert.Equal(before, await ReadAsync(file));
        Assert.Contains("docker-compose.yaml is up to date", output, StringComparison.Ordinal);
        Assert.Contains(".env is up to date", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_is_not_known_ends_with_a_message_and_code_1()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync("unused", "--operation", "publish", "--step", "deploy");
        Assert.Equal(1, exitCode);
        Assert.Contains("--step deploy is not known to the embedded engine. Use --step publish.", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> PublishAsync()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync("unused", "--operation", "publish", "--step", "publish", "--output-path", _folder);
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
}
