using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Engine.Tests.Orchestration;

public sealed class ReplicaTests
{
    private static readonly string SimpleWeb = Path.Combine(Repository(), "SimpleWeb", "SimpleWeb.csproj");

    [Fact]
    public async Task Replicas_listen_on_addresses_of_their_own_behind_one_shared_address()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
            builder.AddProject("web", SimpleWeb, options => options.ExcludeLaunchProfile = true).WithHttpEndpoint().WithHttpHealthCheck("/health").WithReplicas(2));
        await app.UntilAsync("web", s => s.Ready is not null, "become ready");
        var ids = (await KnownAsync(app)).Select(instance => instance.ResourceId).ToArray();
        foreach (var id in ids)
        {
            await app.UntilAsync(id, s => s.Ready is not null, "become ready");
        }

        var instances = await KnownAsync(app);
        var own = instances.Select(instance => instance.Snapshot.EnvironmentVariables.Single(v => v.Name == "ASPNETCORE_URLS").Value!).ToArray();
        var shared = instances.SelectMany(instance => instance.Snapshot.Urls).Select(url => url.Url).Distinct().ToArray();
        using var client = new HttpClient();
        foreach (var address in own)
        {
            await Eventually.Async(
                async () => (await client.GetAsync($"{address}/health")).StatusCode == HttpStatusCode.OK, TimeSpan.FromSeconds(60), $"a replica answers at {address}");
        }

        Assert.Equal(2, own.Distinct().Count());
        Assert.DoesNotContain(Assert.Single(shared), own);
        Assert.Equal(HttpStatusCode.OK, (await app.Application.CreateHttpClient("web").GetAsync("/health", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_replica_is_stopped_by_its_id_while_the_name_is_ambiguous()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
            builder.AddProject("web", SimpleWeb, options => options.ExcludeLaunchProfile = true).WithHttpEndpoint().WithReplicas(2).WithExplicitStart());
        var instance = await app.UntilAsync("web", KnownResourceStates.NotStarted);

        var byName = await app.Commands.ExecuteCommandAsync("web", KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);
        var byId = await app.Commands.ExecuteCommandAsync(instance.ResourceId, KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);

        Assert.False(byName.Success);
        Assert.Contains("not found", byName.Message);
        Assert.True(byId.Success, byId.Message);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, 5000)]
    public async Task Replicas_without_a_proxy_or_with_a_fixed_target_port_are_refused(bool isProxied, int? targetPort)
    {
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => RunningApplication.StartAsync(builder =>
            builder.AddProject("web", SimpleWeb, options => options.ExcludeLaunchProfile = true)
                .WithHttpEndpoint(targetPort: targetPort, isProxied: isProxied).WithReplicas(2)));

        Assert.Contains("'web' has 2 replicas", error.Message);
    }

    private static async Task<List<ResourceEvent>> KnownAsync(RunningApplication app)
    {
        var known = new Dictionary<string, ResourceEvent>();
        await foreach (var change in app.Application.ResourceNotifications.WatchAsync(TestContext.Current.CancellationToken))
        {
            known[change.ResourceId] = change;
            if (known.Count == 2)
            {
                break;
            }
        }

        return [.. known.Values];
    }

    private static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Mesh.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException($"No Mesh.sln above {AppContext.BaseDirectory}.");
    }
}
