using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Tests.Routing;

public sealed class RouteTagReaderTests
{
    [Theory]
    [InlineData("urlprefix-/", "", "/")]
    [InlineData("urlprefix-/foo", "", "/foo")]
    [InlineData("urlprefix-example.com/", "example.com", "/")]
    [InlineData("urlprefix-example.com/Foo/Bar", "example.com", "/Foo/Bar")]
    [InlineData("urlprefix-EXAMPLE.com:8080/", "example.com:8080", "/")]
    [InlineData("urlprefix-*.example.com/", "*.example.com", "/")]
    [InlineData("urlprefix-example.com", "example.com", "/")]
    [InlineData("  urlprefix-/foo  ", "", "/foo")]
    public void Host_and_path_are_read_as_fabio_reads_them(string tag, string host, string path)
    {
        var reading = RouteTagReader.Read(tag);

        Assert.Equal(new RouteTag(host, path), reading.Route);
        Assert.Null(reading.Problem);
    }

    [Fact]
    public void Options_follow_after_blanks()
    {
        var reading = RouteTagReader.Read("urlprefix-/api   strip=/api  proto=grpc");

        Assert.Equal(new RouteTag("", "/api", "/api", Protocol.Http2Cleartext), reading.Route);
    }

    [Theory]
    [InlineData("http", Protocol.Http)]
    [InlineData("https", Protocol.Https)]
    [InlineData("grpc", Protocol.Http2Cleartext)]
    [InlineData("h2c", Protocol.Http2Cleartext)]
    [InlineData("grpcs", Protocol.Http2Tls)]
    public void The_option_proto_names_what_the_instance_speaks(string given, object protocol) =>
        Assert.Equal(protocol, RouteTagReader.Read($"urlprefix-/ proto={given}").Route!.Protocol);

    [Theory]
    [InlineData("urlprefix-", "neither a host nor a path")]
    [InlineData("urlprefix-:3306", "TCP route")]
    [InlineData("urlprefix-ex ample.com/", "")]
    [InlineData("urlprefix-exa{mple}/", "not a host name")]
    [InlineData("urlprefix-${DC}.example.com/", "variables")]
    [InlineData("urlprefix-/x proto=tcp", "proto=tcp")]
    [InlineData("urlprefix-/x strip=x", "strip=/path")]
    [InlineData("urlprefix-/x deny=ip:10.0.0.0/8", "deny=")]
    [InlineData("urlprefix-/x redirect=301,https://example.com/", "redirect=")]
    public void A_tag_that_cannot_be_followed_says_why(string tag, string part)
    {
        var reading = RouteTagReader.Read(tag);

        Assert.Contains(part, reading.Problem);
        Assert.Equal(part.Length == 0, reading.Route is not null);
    }

    [Fact]
    public void An_option_that_changes_no_request_is_reported_and_left_aside()
    {
        var reading = RouteTagReader.Read("urlprefix-/x weight=0.5");

        Assert.Equal(new RouteTag("", "/x"), reading.Route);
        Assert.Equal("'weight=0.5' is ignored", reading.Problem);
    }

    [Theory]
    [InlineData("urlprefix-/x", true)]
    [InlineData(" urlprefix-/x", true)]
    [InlineData("backend", false)]
    [InlineData("URLPREFIX-/x", false)]
    public void Only_tags_with_the_prefix_are_routes(string tag, bool isOne) => Assert.Equal(isOne, RouteTag.IsOne(tag));
}
