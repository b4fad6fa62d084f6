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

    [Fact]
    public async Task It_is_ready_without_the_answers_about_services_that_no_setting_names()
    {
        await using var app = LoadBalancerApplication.Create(["--LoadBalancer:DefaultService=web", "--LoadBalancer:AdminUrl=http://127.0.0.1:0"]);
        var (store, first) = (app.Services.GetRequiredService<CatalogueStore>(), app.Services.GetRequiredService<FirstAnswers>());
        first.Await("web");
        first.Await("api");
        store.SetTags(ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("api", ["urlprefix-/api"]), null);
        Assert.Contains("'web'", (await CheckAsync(app)).Description);

        store.SetService(new("web", Instances, null));

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);
    }

    [Fact]
    public async Task It_is_not_ready_while_no_instances_can_be_read_at_all_and_degraded_when_those_of_some_service_cannot()
    {
        await using var app = LoadBalancerApplication.Create(["--LoadBalancer:AdminUrl=http://127.0.0.1:0"]);
        var (store, first) = (app.Services.GetRequiredService<CatalogueStore>(), app.Services.GetRequiredService<FirstAnswers>());
        first.Await("web");
        first.Await("api");
        store.SetTags(ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("api", ["urlprefix-/api"]).Add("web", ["urlprefix-/"]), null);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(app)).Status);
        store.SetService(new("web", Instances, null));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);

        first.Came("api");

        var failed = await CheckAsync(app);
        Assert.Equal(HealthStatus.Degraded, failed.Status);
        Assert.Contains("'api'", failed.Description);
    }

    private static Task<HealthCheckResult> CheckAsync(WebApplication app) => app.Services.GetRequiredService<CatalogueHealthCheck>().CheckHealthAsync(new());
}
