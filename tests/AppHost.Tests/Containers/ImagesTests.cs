namespace Mesh.AppHost.Tests.Containers;

/// <summary>What <c>eng/images</c> makes.</summary>
[Collection(ContainersCollection.Name)]
public sealed class ImagesTests(ImagesOnEngine images)
{
    private const long Largest = 150_000_000;

    [Theory]
    [InlineData("simpleweb", "/app/SimpleWeb", "1654")]
    [InlineData("registrar", "/app/Registrar", "0")]
    [InlineData("loadbalancer", "/app/LoadBalancer", "1654")]
    public async Task An_image_is_small_and_has_a_health_check_no_shell_and_but_for_the_registrars_a_user_who_is_not_root(
        string name, string program, string user)
    {
        ImagesOnEngine.SkipWhenMissing();

        var facts = await images.Engine.RunAsync("image", "inspect", "--format", "{{.Config.User}} {{.Config.Healthcheck.Test}} {{.Size}}", $"mesh/{name}");
        var (exitCode, _) = await images.Engine.TryRunAsync("run", "--rm", "--entrypoint", "/bin/sh", $"mesh/{name}", "-c", "true");

        Assert.StartsWith($"{user} [CMD {program} --healthcheck] ", facts, StringComparison.Ordinal);
        Assert.InRange(long.Parse(facts.Split(' ')[^1]), 1, Largest);
        Assert.Equal(127, exitCode);
    }
}
