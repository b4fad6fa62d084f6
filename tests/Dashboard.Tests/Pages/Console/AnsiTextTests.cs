using Mesh.Dashboard.Pages.Console;

namespace Mesh.Dashboard.Tests.Pages.Console;

public sealed class AnsiTextTests
{
    [Theory]
    [InlineData("\e[32minfo\e[39m: up", "info:f2:|: up::")]
    [InlineData("\e[1;31mfail\e[0m", "fail:f1 bold:")]
    [InlineData("\e[91;44mbright\e[m", "bright:f9 b4:")]
    [InlineData("\e[38;5;208morange", "orange:fx:--front:#ff8700;")]
    [InlineData("\e[48;2;1;2;3mdark", "dark:bx:--back:#010203;")]
    [InlineData("\e[7;33mturned", "turned:b3:")]
    [InlineData("\e[2K\e[1Gdone\e[?25l", "done::")]
    [InlineData("cut off \e[3", "cut off ::")]
    [InlineData("plain", "plain::")]
    public void Colours_become_classes_and_all_else_goes(string line, string expected) =>
        Assert.Equal(expected, string.Join('|', AnsiText.Parse(line).Select(span => $"{span.Text}:{span.Class}:{span.Style}")));
}
