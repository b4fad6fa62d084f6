namespace Mesh.Hosting.Tests;

/// <summary>Applications made in a test, which run the projects that the AppHost's build has built.</summary>
internal static class TestApplication
{
    /// <summary>How long an application or an instance may take to get healthy on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static IDistributedApplicationTestingBuilder CreateBuilder(params string[] args) =>
        DistributedApplicationTestingBuilder.Create(args, (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);

    public static async Task<DistributedApplication> StartAsync(this IDistributedApplicationTestingBuilder builder)
    {
        var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    public static Task UntilHealthyAsync(this DistributedApplication app, string resource) =>
        app.ResourceNotifications.WaitForResourceHealthyAsync(resource, TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static Task<ExecuteCommandResult> ScaleAsync(this DistributedApplication app, string set, string instances) =>
        app.ResourceCommands.ExecuteCommandAsync(
            set, "scale", new([new() { Name = "n", InputType = InputType.Number, Value = instances }]), TestContext.Current.CancellationToken);

    /// <summary>The state of an instance, such as "Running".</summary>
    public static string? StateOf(this DistributedApplication app, string resource) =>
        app.ResourceNotifications.TryGetCurrentState(resource, out var change) ? change.Snapshot.State?.Text : null;
}
