namespace Mesh.AppHost.Tests.Containers;

/// <summary>What <c>eng/images</c> makes.</summary>
[Collection(ContainersCollection.Name)]
public sealed class ImagesTests(ImagesOnEngine images)
{
    private const long Largest = 150_000_000;

    [Theory]
    [InlineData("simpleweb", "/app/SimpleWeb")]
    [InlineData("registrar", "/app/Registrar")]
    [InlineData("loadbalancer", "/app/LoadBalancer")]
    public async Task An_image_is_small_and_has_a_user_who_is_not_root_a_health_check_and_no_shell(string name, string program)
    {
        ImagesOnEngine.SkipWhenMissing();

        var facts = await images.Engine.RunAsync("image", "inspect", "--format", "{{.Config.User}} {{.Config.Healthcheck.Test}} {{.Size}}", $"mesh/{name}");
        var (exitCode, _) = await images.Engine.TryRunAsync("run", "--rm", "--entrypoint", "/bin/sh", $"mesh/{name}", "-c", "true");

        Assert.StartsWith($"1654 [CMD {program} --healthcheck] ", facts, StringComparison.Ordinal);
        Assert.InRange(long.Parse(facts.Split(' ')[^1]), 1, Largest);
        Assert.Equal(127, exitCode);
    }
}
