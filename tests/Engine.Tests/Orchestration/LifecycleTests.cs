using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Mesh.Engine.Tests.Orchestration;

public sealed class LifecycleTests
{
    private static CancellationToken Deadline => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_runs_ends_and_tells_its_exit_code()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("hello", "/bin/sh", "/", "-c", "echo hello; exit 3");
        await using var app = await builder.BuildAsync(Deadline);

        await app.StartAsync(Deadline);
        var ended = await app.ResourceNotifications.WaitForResourceAsync("hello", e => e.Snapshot.State?.Text == KnownResourceStates.Finished, Deadline);

        Assert.Equal(3, ended.Snapshot.ExitCode);
    }
}
