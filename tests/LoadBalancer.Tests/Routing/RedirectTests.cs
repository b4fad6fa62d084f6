using Mesh.LoadBalancer.Routing;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Routing;

public sealed class RedirectTests
{
    [Theory]
    [InlineData("https://www.example.com/", "https://www.example.com/")]
    [InlineData("https://www.example.com$path", "https://www.example.com/a%20b?q=1")]
    [InlineData("https://www.example.com/$path", "https://www.example.com/a%20b?q=1")]
    [InlineData("https://www.example.com/new$path", "https://www.example.com/new/a%20b?q=1")]
    [InlineData("https://www.example.com$path?fixed", "https://www.example.com/a%20b?fixed")]
    [InlineData("https://$host$path", "https://shop.example.com/a%20b?q=1")]
    [InlineData("/new$path", "/new/a%20b?q=1")]
    public void The_target_is_made_of_the_request(string target, string location) =>
        Assert.Equal(location, new Redirect(301, target).For(Request("http", "/a b"), strip: null));

    [Fact]
    public void What_strip_names_is_left_out_of_the_path() =>
        Assert.Equal("https://example.com/b?q=1", new Redirect(301, "https://example.com$path").For(Request("http", "/a/b"), strip: "/a"));

    [Theory]
    [InlineData("https", false)]
    [InlineData("http", true)]
    public void A_request_is_never_sent_to_where_it_came_from(string scheme, bool isSent) =>
        Assert.Equal(isSent, new Redirect(301, "https://$host$path").For(Request(scheme, "/a"), strip: null) is not null);

    private static HttpRequest Request(string scheme, string path)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host, request.Path, request.QueryString) = (scheme, new("shop.example.com"), path, new("?q=1"));
        return request;
    }
}
