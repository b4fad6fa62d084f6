using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Tests.Routing;

public sealed class RouteTagReaderTests
{
    private static readonly RouteTagReader Reader = new(PathMatching.Prefix);

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
        var reading = Reader.Read(tag);

        Assert.Equal(new RouteTag(new(host, path), RouteSettings.None), reading.Route);
        Assert.Null(reading.Problem);
    }

    [Fact]
    public void Options_follow_after_blanks()
    {
        var reading = Reader.Read("urlprefix-/api   strip=/api prepend=/v1  host=dst proto=grpcs tlsskipverify=true weight=0.05");

        Assert.Equal(
            new RouteTag(
                new("", "/api"),
                new() { Strip = "/api", Prepend = "/v1", Host = "dst", Protocol = Protocol.Http2Tls, SkipTlsVerify = true },
                Share: 0.05),
            reading.Route);
        Assert.Null(reading.Problem);
    }

    [Fact]
    public void Redirections_and_rules_of_access_are_read()
    {
        var options = Reader.Read("urlprefix-/x redirect=301,https://example.com$path allow=ip:10.1.2.3/8,ip:fe80::1").Route!.Options;

        Assert.Equal(new Redirect(301, "https://example.com$path"), options.Redirect);
        Assert.Equal("allow=ip:10.1.2.3/8,ip:fe80::1", options.Access!.ToString());
    }

    [Theory]
    [InlineData("http", Protocol.Http)]
    [InlineData("https", Protocol.Https)]
    [InlineData("grpc", Protocol.Http2Cleartext)]
    [InlineData("h2c", Protocol.Http2Cleartext)]
    [InlineData("grpcs", Protocol.Http2Tls)]
    public void The_option_proto_names_what_the_instance_speaks(string given, object protocol) =>
        Assert.Equal(protocol, Reader.Read($"urlprefix-/ proto={given}").Route!.Options.Protocol);

    [Theory]
    [InlineData("urlprefix-", "neither a host nor a path")]
    [InlineData("urlprefix-:3306", "TCP route")]
    [InlineData("urlprefix-ex ample.com/", "")]
    [InlineData("urlprefix-exa$mple/", "variables")]
    [InlineData("urlprefix-exa+mple/", "not a host name")]
    [InlineData("urlprefix-exa{mple/", "not a pattern")]
    [InlineData("urlprefix-${DC}.example.com/", "variables")]
    [InlineData("urlprefix-/x proto=tcp", "proto=tcp")]
    [InlineData("urlprefix-/x strip=x", "strip=/path")]
    [InlineData("urlprefix-/x prepend=x", "prepend=/path")]
    [InlineData("urlprefix-/x host=", "host=dst")]
    [InlineData("urlprefix-/x deny=10.0.0.0/8", "deny=ip:")]
    [InlineData("urlprefix-/x allow=ip:10.0.0.0/33", "allow=ip:")]
    [InlineData("urlprefix-/x allow=ip:10.0.0.0/8 deny=ip:10.0.0.1", "one allow= or one deny=")]
    [InlineData("urlprefix-/x redirect=200,https://example.com/", "redirect=301")]
    [InlineData("urlprefix-/x redirect=301,example.com/", "redirect=301")]
    [InlineData("urlprefix-/x auth=basic", "auth=basic")]
    [InlineData("urlprefix-/x proto=grpcs grpcservername=a", "grpcservername")]
    public void A_tag_that_cannot_be_followed_says_why(string tag, string part)
    {
        var reading = Reader.Read(tag);

        Assert.Contains(part, reading.Problem);
        Assert.Equal(part.Length == 0, reading.Route is not null);
    }

    [Theory]
    [InlineData("weight=much", "is ignored: weight=0.05 would mean 5 %")]
    [InlineData("register=api", "is left aside: the balancer registers nothing")]
    [InlineData("colour=blue", "is ignored")]
    public void An_option_that_changes_no_request_is_reported_and_left_aside(string option, string problem)
    {
        var reading = Reader.Read($"urlprefix-/x {option}");

        Assert.Equal(new RouteTag(new("", "/x"), RouteSettings.None), reading.Route);
        Assert.Equal($"'{option}' {problem}", reading.Problem);
    }

    [Fact]
    public void A_path_that_is_no_pattern_is_refused_where_paths_are_patterns()
    {
        Assert.Contains("not a pattern", new RouteTagReader(PathMatching.Glob).Read("urlprefix-/x[").Problem);
        Assert.Null(Reader.Read("urlprefix-/x[").Problem);
    }

    [Theory]
    [InlineData("urlprefix-/x", true)]
    [InlineData(" urlprefix-/x", true)]
    [InlineData("backend", false)]
    [InlineData("URLPREFIX-/x", false)]
    public void Only_tags_with_the_prefix_are_routes(string tag, bool isOne) => Assert.Equal(isOne, RouteTag.IsOne(tag));
}
