using System.Collections.Immutable;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.LoadBalancer.Tests.Catalogue;

public sealed class CatalogueHealthCheckTests
{
    private static readonly ImmutableArray<Instance> Instances = [new("node/web", "127.0.0.1:80", [], InstanceState.Passing, IsAvailable: true)];

    [Fact]
    public async Task Nothing_is_ready_before_requests_follow_what_consul_answered()
    {
        await using var app = LoadBalancerApplication.Create(["--LoadBalancer:DefaultService=web", "--LoadBalancer:AdminUrl=http://127.0.0.1:0"]);
        var store = app.Services.GetRequiredService<CatalogueStore>();
        var whileApplying = Task.FromResult(HealthCheckResult.Healthy());
        store.SetService(new("web", Instances, null));

        // Told before YARP is, which listens since the application was made.
        using var telling = app.Services.GetRequiredService<CatalogueConfigProvider>().Current.ChangeToken
            .RegisterChangeCallback(_ => whileApplying = CheckAsync(app), null);
        store.SetTags(ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("web", ["urlprefix-/web"]), null);

        Assert.Equal(HealthStatus.Unhealthy, (await whileApplying).Status);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);
    }

    private static Task<HealthCheckResult> CheckAsync(WebApplication app) => app.Services.GetRequiredService<CatalogueHealthCheck>().CheckHealthAsync(new());
}
