using Mesh.Tests.Kit;

namespace Mesh.Hosting.Tests.Consul;

public sealed class AddConsulTests
{
    [Fact]
    public void When_publishing_it_is_a_container()
    {
        var consul = TestApplication.CreateBuilder("--operation", "publish").AddConsul("consul", 8500).Resource;
        var container = Assert.IsAssignableFrom<ContainerResource>(consul);
        var image = Assert.Single(container.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal(("docker.io", "hashicorp/consul", "1.22"), (image.Registry, image.Image, image.Tag));
    }

    [Fact]
    public void No_proxy_stands_before_it()
    {
        var consul = TestApplication.CreateBuilder().AddConsulProcess("consul", 8500, "consul").Resource;
        Assert.All(consul.Annotations.OfType<EndpointAnnotation>(), endpoint => Assert.False(endpoint.IsProxied));
        Assert.Equal(8500, consul.HttpEndpoint.EndpointAnnotation.Port);
    }

    [Fact]
    public async Task It_starts_in_a_moment_on_ports_of_its_own_and_is_healthy_with_a_leader()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        var builder = TestApplication.CreateBuilder();
        builder.AddConsul("consul");
        builder.AddConsul("another");
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("consul");
        await app.UntilHealthyAsync("another");

        using var http = app.CreateHttpClient("consul");
        Assert.NotEqual("\"\"", await http.GetStringAsync("v1/status/leader", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_reference_gives_Consuls_own_variable()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        var builder = TestApplication.CreateBuilder();
        var consul = builder.AddConsul("consul");
        builder.AddExecutable("user", "sleep", ".", "60").WithReference(consul).WaitFor(consul);
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("user");

        Assert.True(app.ResourceNotifications.TryGetCurrentState("user", out var change));
        var environment = change.Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value);
        var address = app.GetEndpoint("consul").AbsoluteUri.TrimEnd('/');
        Assert.Equal(address, environment["CONSUL_HTTP_ADDR"]);
        Assert.Equal(address, environment["services__consul__http__0"]);
        Assert.DoesNotContain(environment.Keys, name => name.Contains("server", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Where_there_is_none_it_fails_to_start_and_says_how_to_get_one()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddMissingConsul("consul", null);
        await using var app = await builder.StartAsync();
        await app.ResourceNotifications.WaitForResourceAsync("consul", KnownResourceStates.FailedToStart, TestContext.Current.CancellationToken).WaitAsync(TestApplication.Patience, TestContext.Current.CancellationToken);

        var log = await ReadLogAsync(app);
        Assert.Contains("eng/get-consul", log, StringComparison.Ordinal);
    }

    private static async Task<string> ReadLogAsync(DistributedApplication app)
    {
        var loggers = (ResourceLoggerService)app.Services.GetService(typeof(ResourceLoggerService))!;
        Assert.True(app.ResourceNotifications.TryGetCurrentState("consul", out var change));
        using var patience = new CancellationTokenSource(TestApplication.Patience);
        await foreach (var lines in loggers.WatchAsync(change.ResourceId).WithCancellation(patience.Token))
        {
            return string.Join('\n', lines.Select(line => line.Content));
        }

        return "";
    }
}
