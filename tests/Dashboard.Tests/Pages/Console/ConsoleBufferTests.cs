using Mesh.Dashboard.Pages.Console;
using Mesh.Dashboard.Resources;

namespace Mesh.Dashboard.Tests.Pages.Console;

public sealed class ConsoleBufferTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Lines_of_several_resources_stand_in_the_order_of_their_times()
    {
        var buffer = new ConsoleBuffer();

        buffer.Add("a", [Line(1), Line(3), Line(5)]);
        buffer.Add("b", [Line(2), Line(4)]);

        Assert.Equal("a1 b2 a3 b4 a5", string.Join(' ', buffer.Shown.Select(entry => entry.Resource + entry.Line.Text)));
    }

    [Fact]
    public void Only_lines_that_hold_the_text_are_shown_until_it_is_no_longer_looked_for()
    {
        var buffer = new ConsoleBuffer();
        buffer.Find("THREE");

        buffer.Add("a", [Line(1), Line(2, "\e[32mth\e[0mree")]);
        buffer.Add("a", [Line(4), Line(5, "three again")]);
        Assert.Equal([2, 5], buffer.Shown.Select(entry => entry.Line.Number));

        buffer.Find("");
        Assert.Equal(4, buffer.Shown.Count);
    }

    [Fact]
    public void The_oldest_lines_go_and_are_counted()
    {
        var buffer = new ConsoleBuffer(capacity: 10);

        buffer.Add("a", [.. Enumerable.Range(1, 25).Select(n => Line(n))]);

        Assert.Equal(10, buffer.Shown.Count);
        Assert.Equal(16, buffer.Shown[0].Line.Number);
        Assert.Equal(15, buffer.Dropped);
    }

    private static ConsoleLine Line(int number, string? text = null) => new(number, Begin.AddSeconds(number), text ?? $"{number}", false);
}
