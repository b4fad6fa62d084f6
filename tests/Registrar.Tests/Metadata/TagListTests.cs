using Mesh.Registrar.Metadata;

namespace Mesh.Registrar.Tests.Metadata;

public sealed class TagListTests
{
    [Theory]
    [InlineData("backend", "backend")]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("c,a,b", "c|a|b")]
    [InlineData(@"urlprefix-/a opts=x\,y,plain", "urlprefix-/a opts=x,y|plain")]
    [InlineData(@"\,", ",")]
    [InlineData(@"a\b,c\", @"a\b|c\")]
    [InlineData(",a,,b,", "a|b")]
    [InlineData("", "")]
    public void Tags_are_separated_by_commas_that_are_not_escaped(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', TagList.Parse(text)));
}
