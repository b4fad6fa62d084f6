using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Tests.Routing;

public sealed class PathRewriteTests
{
    [Theory]
    [InlineData("/api", "/api/users", "/users")]
    [InlineData("/api", "/api", "/")]
    [InlineData("/api", "/apium", "/um")]
    [InlineData("/api/", "/api/users", "/users")]
    [InlineData("/api", "/other", "/other")]
    [InlineData("/api", "/API/users", "/API/users")]
    public void Strip_cuts_the_text_and_keeps_the_leading_slash(string strip, string path, string passedOn) =>
        Assert.Equal(passedOn, PathRewrite.Of(new() { Strip = strip }, path));

    [Theory]
    [InlineData(null, "/v1", "/users", "/v1/users")]
    [InlineData("/api", "/v1", "/api/users", "/v1/users")]
    [InlineData("/api", "/v1", "/api", "/v1/")]
    public void Prepend_comes_before_what_strip_leaves(string? strip, string prepend, string path, string passedOn) =>
        Assert.Equal(passedOn, PathRewrite.Of(new() { Strip = strip, Prepend = prepend }, path));
}
