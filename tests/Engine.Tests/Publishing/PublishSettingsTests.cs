using Aspire.Hosting;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;

namespace Mesh.Engine.Tests.Publishing;

public sealed class PublishSettingsTests
{
    [Fact]
    public void The_output_path_counts_from_the_current_directory() =>
        Assert.Equal(Path.GetFullPath("out"), Read("--step", "publish", "--output-path", "out").OutputPath);

    [Fact]
    public void Without_an_output_path_the_files_go_beside_the_AppHost() => Assert.Equal("/app/aspire-output", Read("--step", "publish").OutputPath);

    [Theory]
    [InlineData("deploy", "--step deploy is not known")]
    [InlineData("", "the whole pipeline would run")]
    public void Any_other_step_is_refused_and_the_known_one_named(string step, string reason)
    {
        var message = Assert.Throws<DistributedApplicationException>(() => Read("--step", step)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.EndsWith("Use --step publish.", message, StringComparison.Ordinal);
    }

    private static PublishSettings Read(params string[] arguments) =>
        PublishSettings.Read(new ConfigurationBuilder().AddCommandLine(arguments).Build(), "/app");
}
