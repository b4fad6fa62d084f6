using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Engine.Tests.Orchestration;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task A_reference_gives_service_discovery_and_plain_variables()
    {
        var directory = Directory.CreateTempSubdirectory("mesh-engine-").FullName;
        await File.WriteAllTextAsync($"{directory}/a.csproj", "<Project />", TestContext.Current.CancellationToken);
        string? url = null;
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var api = builder.AddProject("my-api", $"{directory}/a.csproj").WithHttpEndpoint().WithExplicitStart();
            url = null;
            builder.AddExecutable("client", "/bin/sh", "/", "-c", "sleep 30").WithReference(api).WithEnvironment("COPY", $"at {api.GetEndpoint("http")}!");
        });

        var client = await app.UntilAsync("client", KnownResourceStates.Running);
        var variables = client.Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value);
        url = variables["services__my-api__http__0"];

        Assert.StartsWith("http://localhost:", url);
        Assert.Equal(url, variables["MY_API_HTTP"]);
        Assert.Equal($"at {url}!", variables["COPY"]);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task The_variables_reach_the_process_and_an_endpoint_can_name_its_target_port()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder
            .AddExecutable("server", "/bin/sh", "/", "-c", "echo \"$GREETING on $PORT\"").WithHttpEndpoint(env: "PORT").WithEnvironment("GREETING", "hello"));

        var ended = await app.UntilAsync("server", KnownResourceStates.Finished);

        Assert.Matches("^hello on [0-9]{5}$", Assert.Single(await app.OutputOfAsync(ended.ResourceId)));
    }

    [Fact]
    public async Task Endpoints_get_free_ports_even_of_resources_that_were_not_started()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.AddExecutable("one", "/bin/sh", "/").WithHttpEndpoint(isProxied: false).WithExplicitStart();
            builder.AddExecutable("two", "/bin/sh", "/").WithHttpEndpoint(isProxied: false).WithExplicitStart();
        });

        var urls = await Task.WhenAll(app.UntilAsync("one", "NotStarted"), app.UntilAsync("two", "NotStarted"));

        Assert.All(urls, instance => Assert.True(Assert.Single(instance.Snapshot.Urls).IsInactive));
        Assert.NotEqual(urls[0].Snapshot.Urls[0].Url, urls[1].Snapshot.Urls[0].Url);
    }

    [Fact]
    public async Task A_fixed_port_of_a_proxied_endpoint_that_is_taken_is_named_in_the_error()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        builder.AddExecutable("web", "/bin/sh", "/").WithHttpEndpoint(port: port);
        await using var app = builder.Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"{port}", error.Message);
        Assert.Contains("'web'", error.Message);
    }
}
