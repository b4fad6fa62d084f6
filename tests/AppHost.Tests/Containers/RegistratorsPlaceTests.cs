using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Containers;

/// <summary>What docs/migrating-from-registrator.md promises: another name of the image, and nothing else.</summary>
[Collection(ContainersCollection.Name)]
public sealed class RegistratorsPlaceTests(ImagesOnEngine images)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Registrators_docker_run_with_this_image_registers_containers_and_not_itself()
    {
        ImagesOnEngine.SkipWhenMissing();
        string[] containers = ["consul", "registrar", "web"];
        try
        {
            await images.Engine.RunAsync("run", "--detach", "--name", "consul", "--net=host", "hashicorp/consul:1.22", "agent", "-dev");
            await images.Engine.RunAsync(
                "run", "--detach", "--name", "registrar", "--net=host", "--volume=/var/run/docker.sock:/tmp/docker.sock",
                "mesh/registrar", "-internal", "consul://localhost:8500");
            await images.Engine.RunAsync("run", "--detach", "--name", "web", "--env", "SERVICE_NAME=web", "mesh/simpleweb");

            var services = "";
            await Eventually.Async(
                async () => (services = (await images.Engine.TryRunAsync("exec", "consul", "consul", "catalog", "services")).Output.Trim()) == "consul\nweb",
                Limit, "the container is in the catalogue, and nothing else", () => services);
        }
        finally
        {
            await images.Engine.TryRunAsync(["rm", "--force", .. containers]);
        }
    }
}
