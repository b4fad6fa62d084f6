using Mesh.Registrar.Metadata;

namespace Mesh.Registrar.Tests.Metadata;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("10s", 10_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("500ms", 500)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("2000us", 2)]
    public void A_duration_is_read_as_Go_reads_it(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), GoDuration.Parse(text));

    [Theory]
    [InlineData("10")]
    [InlineData("10 s")]
    [InlineData("-1s")]
    [InlineData("0s")]
    [InlineData("1ns")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("999999999999999h")]
    public void Anything_else_is_no_duration(string text) => Assert.Null(GoDuration.Parse(text));

    [Theory]
    [InlineData("10s")]
    [InlineData("90s")]
    [InlineData("2m")]
    [InlineData("87600h")]
    [InlineData("1500ms")]
    public void Writing_gives_what_was_read(string text) => Assert.Equal(text, GoDuration.Format(GoDuration.Parse(text)!.Value));
}
