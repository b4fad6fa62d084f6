using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Mesh.ServiceDefaults.Tests.Health;

public sealed class HealthTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ready", HttpStatusCode.OK)]
    [InlineData("live", HttpStatusCode.ServiceUnavailable)]
    public async Task A_failing_check_makes_the_service_unready_and_only_a_live_one_makes_it_dead(string tag, HttpStatusCode liveness)
    {
        await using var service = await Service.StartAsync(configure: builder =>
            builder.Services.AddHealthChecks().AddCheck("catalogue", () => HealthCheckResult.Unhealthy("gone"), [tag]));
        using var client = service.CreateClient();

        var readiness = await client.GetAsync("/health", Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, readiness.StatusCode);
        Assert.Equal("text/plain", readiness.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Unhealthy", await readiness.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(liveness, (await client.GetAsync("/alive", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task The_endpoints_take_conventions_such_as_a_required_host()
    {
        await using var service = await Service.StartAsync(map: app => app.MapGroup("admin").MapDefaultEndpoints().RequireHost("nowhere.example"));
        using var client = service.CreateClient();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/admin/health", Cancelled)).StatusCode);
    }
}
