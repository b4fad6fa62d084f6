using Mesh.Hosting.Control;

namespace Mesh.Hosting.Tests.Control;

public sealed class ControlCommandLineTests
{
    [Theory]
    [InlineData("ps")]
    [InlineData("scale web=5")]
    [InlineData("--help")]
    [InlineData("nonsense")]
    public void A_word_is_a_command(string line) => Assert.True(ControlCommandLine.IsCommand(line.Split(' ')));

    [Theory]
    [InlineData("--operation publish")]
    [InlineData("--Ports:lb=9090")]
    [InlineData("Ports:lb=9090")]
    [InlineData("/Ports:lb=9090")]
    public void A_setting_is_none(string line) => Assert.False(ControlCommandLine.IsCommand(line.Split(' ')));

    [Fact]
    public void Nothing_is_none() => Assert.False(ControlCommandLine.IsCommand([]));

    [Fact]
    public void Several_sets_can_be_scaled_at_once()
    {
        Assert.Null(ControlCommandLine.Read(["scale", "web=5", "api=-1", "--pid", "42"], out var commandLine));
        Assert.Equal([new("web", "scale", 5), new("api", "scale", -1)], commandLine.Requests);
        Assert.Equal(42, commandLine.Pid);
    }

    [Theory]
    [InlineData("scale", "'scale' takes NAME=N, such as web=5.")]
    [InlineData("scale web", "'web' is not NAME=N, such as web=5.")]
    [InlineData("scale web=many", "'web=many' is not NAME=N, such as web=5.")]
    [InlineData("stop", "'stop' takes the name of a resource.")]
    [InlineData("ps web", "'ps' takes no names.")]
    [InlineData("ps --pid", "'--pid' takes the number of a process.")]
    [InlineData("nonsense", "There is no command 'nonsense'.")]
    public void What_is_wrong_is_said(string line, string error) => Assert.Equal(error, ControlCommandLine.Read(line.Split(' '), out _));
}
