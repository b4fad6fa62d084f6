using System.Net;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class SavedCatalogueTests(OwnConsul consul) : MeshTest(consul.Server), IClassFixture<OwnConsul>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-test-");

    private string File => Path.Combine(_folder.FullName, "catalogue.json");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_balancer_that_starts_without_Consul_serves_what_an_earlier_one_saved_and_says_so_until_Consul_answers()
    {
        var instance = await AddInstanceAsync();
        var tagged = await StartBackendAsync();
        await RegisterAsync($"{Service}-tagged", tagged.Name, tagged.Port, [$"urlprefix-/{Service}"]);
        var first = await StartBalancerAsync($"--LoadBalancer:Snapshot={File}");
        await first.DisposeAsync();
        await Server.KillAsync();

        var second = await StartAloneAsync();

        Assert.Equal(instance.Name, await second.GetAsync());
        Assert.Equal(tagged.Name, await second.GetAsync($"/{Service}"));
        using (var health = await second.Admin.GetAsync("health", Cancelled))
        {
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }

        Assert.Equal("Degraded", (await second.HealthAsync()).GetProperty("status").GetString());
        await Eventually.Async(
            async () => (await second.HealthAsync()).GetProperty("ageSeconds").GetDouble() > 0, Deadline, "The catalogue should grow older");

        await Server.RestartAsync();
        await RegisterAsync(instance.Name, instance.Port);
        await RegisterAsync($"{Service}-tagged", tagged.Name, tagged.Port, [$"urlprefix-/{Service}"]);
        await Eventually.Async(
            async () => (await second.HealthAsync()).GetProperty("status").GetString() == "Healthy", Deadline, "Consul's answers should have taken over");
        await Eventually.Async(
            async () => await second.GetAsync($"/{Service}") == tagged.Name, Deadline, "What was registered again should be served");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_does_not_keep_the_balancer_from_starting()
    {
        await System.IO.File.WriteAllTextAsync(File, "garbage", Cancelled);
        await Server.KillAsync();

        var balancer = await StartAloneAsync();

        using (var health = await balancer.Admin.GetAsync("health", Cancelled))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        }

        await Server.RestartAsync();
        var instance = await AddInstanceAsync();
        await balancer.UntilAnsweredByAsync(instance.Name);
        await Eventually.Async(
            async () => (await System.IO.File.ReadAllTextAsync(File, Cancelled)).Contains(instance.Name, StringComparison.Ordinal),
            Deadline, "What Consul says should have been saved over it");
    }

    private async Task<Balancer> StartAloneAsync() => Track(await Balancer.StartAsync(
        [$"--CONSUL_HTTP_ADDR={Server.Address}", $"--LoadBalancer:DefaultService={Service}", $"--LoadBalancer:Snapshot={File}"], untilReady: false));
}
