using Aspire.Hosting.Processes;

namespace Mesh.Engine.Tests.Processes;

public sealed class ParentWatchTests
{
    [Theory]
    [InlineData(true, "dotnet", "run", "--project", "AppHost")]
    [InlineData(true, "/usr/share/dotnet/dotnet", "-d", "run")]
    [InlineData(false, "dotnet", "test", "run")]
    [InlineData(false, "dotnet", "exec", "AppHost.dll", "run")]
    [InlineData(false, "/bin/bash")]
    [InlineData(false, "/sbin/init", "run")]
    [InlineData(false)]
    public void Only_dotnet_run_is_watched(bool watched, params string[] commandLine) => Assert.Equal(watched, ParentWatch.IsDotnetRun(commandLine));

    [Fact]
    public async Task The_end_of_a_process_is_noticed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The watch needs Linux's /proc.");
        await using Shell shell = Shell.Run("echo ready; exec sleep 67");
        await shell.LineAsync("ready");

        Task ended = ParentWatch.EndedAsync(int.Parse(shell.Instance.Id), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(ended.IsCompleted);
        await shell.StopAsync();

        await ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Another_parent_than_dotnet_run_is_never_missed()
    {
        using CancellationTokenSource end = new(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ParentWatch.ParentEndedAsync(TimeProvider.System, end.Token));
    }
}
