using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.AppHost.Tests;

/// <summary>The mesh of <c>AppHost/Program.cs</c>, with a plain project that a test may start, and a collector of its traces.</summary>
public sealed class SharedMesh : LastingMesh
{
    /// <summary>Four replicas of a project that is no replica set, under the path /api.</summary>
    internal const string PlainProject = "api";

    internal OtlpCollector Collector { get; private set; } = null!;

    public override async ValueTask InitializeAsync() => Collector = await OtlpCollector.StartAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Collector.DisposeAsync();
    }

    private protected override Task<RunningMesh> StartAsync() => RunningMesh.StartAsync(Configure);

    private void Configure(IDistributedApplicationBuilder builder)
    {
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = Collector.Address;
        builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "registrar"))
            .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", "");
        builder.AddProject<Projects.SimpleWeb>(PlainProject, options => options.ExcludeLaunchProfile = true)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithReplicas(4)
            .WithEnvironment("SERVICE_TAGS", $"urlprefix-/{PlainProject} strip=/{PlainProject}")
            .WithExplicitStart();
    }
}
