using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Mesh.Engine.Tests.Containers;
using Mesh.Tests.Kit;

namespace Mesh.Engine.Tests.Orchestration;

public sealed class ContainerTests : IClassFixture<DockerEngine>
{
    private const string Server = "mkdir /www; echo \"$GREETING\" > /www/index.html; exec busybox httpd -f -v -p 8000 -h /www";

    public ContainerTests(DockerEngine engine) => engine.SkipWhenMissing();

    [Fact]
    public async Task A_container_is_reached_at_its_endpoint_and_ends_as_exited()
    {
        await using var app = await RunningApplication.StartAsync(builder => Model(builder).WithHttpEndpoint(targetPort: 8000).WithHttpHealthCheck("/"));
        await app.UntilAsync("server", s => s.Ready is not null, "become ready");

        var text = await app.Application.CreateHttpClient("server").GetStringAsync("/", TestContext.Current.CancellationToken);
        await app.Commands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);

        Assert.Equal("hello", text.Trim());
        await app.UntilAsync("server", KnownResourceStates.Exited);
    }

    [Fact]
    public async Task A_container_without_a_proxy_is_published_at_the_port_it_was_given()
    {
        await using var app = await RunningApplication.StartAsync(builder => Model(builder).WithHttpEndpoint(targetPort: 8000, isProxied: false, port: FreePort()));
        var running = await app.UntilAsync("server", KnownResourceStates.Running);

        using var client = new HttpClient();
        await Eventually.Async(
            async () => (await client.GetStringAsync(running.Snapshot.Urls[0].Url)).Trim() == "hello", TimeSpan.FromSeconds(60), "the container answers at its address");
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_fails_the_start_with_its_name()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddContainer("ghost", "localhost:1/no-such-image"));

        var failed = await app.UntilAsync("ghost", KnownResourceStates.FailedToStart);

        Assert.Contains("localhost:1/no-such-image", string.Join("", await app.OutputOfAsync(failed.ResourceId)));
    }

    private static IResourceBuilder<ContainerResource> Model(IDistributedApplicationBuilder builder) => builder.AddContainer("server", DockerEngine.Image)
        .WithEntrypoint("/bin/busybox").WithArgs("sh", "-c", Server).WithEnvironment("GREETING", "hello");

    private static int FreePort() => new Aspire.Hosting.Orchestration.FreePorts().Take();
}
