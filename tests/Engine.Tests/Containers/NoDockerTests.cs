using Aspire.Hosting.Containers;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Engine.Tests.Containers;

public sealed class NoDockerTests
{
    [Fact]
    public async Task An_engine_that_does_not_answer_is_named_with_the_way_out()
    {
        await using Guardian guardian = Guardian.Start("none", NullLogger.Instance);
        using DockerRuntime runtime = new("none", guardian, TimeProvider.System, NullLogger.Instance, new Uri("unix:///no/such/docker.sock"));

        Assert.False(await runtime.IsAvailableAsync(TestContext.Current.CancellationToken));
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => runtime.StartAsync(new ContainerSpecification("web", "nginx"), _ => { }, TestContext.Current.CancellationToken));

        Assert.StartsWith("No container engine answers at unix:///no/such/docker.sock (", exception.Message);
        Assert.EndsWith("Start Docker, or set DOCKER_HOST to the engine's address.", exception.Message);
    }

    [Theory]
    [InlineData("nginx", "nginx:latest")]
    [InlineData("nginx:1.29", "nginx:1.29")]
    [InlineData("localhost:5000/nginx", "localhost:5000/nginx:latest")]
    [InlineData("registry.example/team/web@sha256:0123", "registry.example/team/web@sha256:0123")]
    public void An_image_without_a_tag_is_the_latest(string image, string tagged) => Assert.Equal(tagged, ContainerImage.WithTag(image));

    [Fact]
    public void A_process_owns_its_containers_as_long_as_it_runs_on_this_machine()
    {
        ContainerOwner current = ContainerOwner.From(ContainerOwner.Current.Labels("run"))!;

        Assert.False(current.IsGone());
        Assert.False((current with { Host = "another-machine", Process = int.MaxValue }).IsGone());
        Assert.True((current with { Process = int.MaxValue }).IsGone());
    }

    [Fact]
    public void A_container_without_the_labels_belongs_to_nobody() =>
        Assert.Null(ContainerOwner.From(new Dictionary<string, string> { [ContainerOwner.RunLabel] = "run" }));
}
