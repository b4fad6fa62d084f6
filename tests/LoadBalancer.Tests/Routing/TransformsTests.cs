using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Tests.Routing;

public sealed class TransformsTests
{
    [Theory]
    [InlineData("/api", "/api/users", "/users")]
    [InlineData("/api", "/api", "/")]
    [InlineData("/api", "/apium", "/um")]
    [InlineData("/api/", "/api/users", "/users")]
    [InlineData("/api", "/other", "/other")]
    [InlineData("/api", "/API/users", "/API/users")]
    public void Strip_cuts_the_text_and_keeps_the_leading_slash(string strip, string path, string passedOn) =>
        Assert.Equal(passedOn, Transforms.Without(strip, path).Value);
}
