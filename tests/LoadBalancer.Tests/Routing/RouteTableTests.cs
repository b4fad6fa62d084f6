using Mesh.LoadBalancer.Routing;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Routing;

public sealed class RouteTableTests
{
    private static readonly RouteTable<string> Table = TableOf(
        "/", "/foo", "/foo/bar", "/foobar", "example.com/", "example.com/foo", "example.com:8080/", "*.example.com/", "*.a.example.com/", "only.com/deep");

    [Theory]
    [InlineData("other.com", "/", "/")]
    [InlineData("other.com", "/fo", "/")]
    [InlineData("other.com", "/foo", "/foo")]
    [InlineData("other.com", "/foo/", "/foo")]
    [InlineData("other.com", "/foo/barbecue", "/foo/bar")]
    [InlineData("other.com", "/food", "/foo")]
    [InlineData("other.com", "/foobaz", "/foo")]
    [InlineData("other.com", "/foobarbaz", "/foobar")]
    [InlineData("other.com", "/FOO", "/")]
    [InlineData("example.com", "/", "example.com/")]
    [InlineData("EXAMPLE.COM", "/foo/bar", "example.com/foo")]
    [InlineData("example.com:8080", "/foo", "example.com:8080/")]
    [InlineData("example.com:9090", "/foo", "example.com/foo")]
    [InlineData("b.example.com", "/", "*.example.com/")]
    [InlineData("b.a.example.com", "/", "*.a.example.com/")]
    [InlineData("b.a.example.com:81", "/", "*.a.example.com/")]
    [InlineData("only.com", "/deeper", "only.com/deep")]
    [InlineData("only.com", "/foo", "/foo")]
    [InlineData("[::1]:8080", "/foo", "/foo")]
    [InlineData("", "/foo", "/foo")]
    public void The_most_specific_host_and_then_the_longest_prefix_win(string host, string path, string route)
    {
        Assert.Equal(route, Table.Find(Request(host, path)));
        Assert.Equal(route, Table.FindAll(host, path).First());
    }

    [Fact]
    public void Nothing_is_found_where_no_route_fits()
    {
        var table = TableOf("example.com/", "/api");

        Assert.Null(table.Find(Request("other.com", "/")));
        Assert.Null(table.Find(Request("", "")));
        Assert.Null(TableOf().Find(Request("other.com", "/")));
    }

    [Fact]
    public void All_routes_that_fit_are_found_in_the_order_in_which_they_would_be_taken() =>
        Assert.Equal(
            ["example.com:8080/", "example.com/foo", "example.com/", "/foo/bar", "/foo", "/"], Table.FindAll("example.com:8080", "/foo/bar/x"));

    [Fact]
    public void The_longest_prefix_is_found_among_many()
    {
        var random = new Random(1);
        var prefixes = Enumerable.Range(0, 500).Select(_ => Text(random, 1, 6)).Append("/").Distinct().ToArray();
        var table = TableOf(prefixes);
        for (var i = 0; i < 2_000; i++)
        {
            var path = Text(random, 1, 10);
            var longest = prefixes.Where(prefix => path.StartsWith(prefix, StringComparison.Ordinal)).MaxBy(prefix => prefix.Length);
            Assert.Equal(longest, table.Find(Request("", path)));
        }
    }

    private static string Text(Random random, int shortest, int longest) =>
        "/" + string.Concat(Enumerable.Range(0, random.Next(shortest, longest)).Select(_ => "ab/"[random.Next(3)]));

    [Theory]
    [InlineData("a1.example.com", "a[0-9].example.com/")]
    [InlineData("shop.example.com", "{shop,store}.example.com/")]
    [InlineData("STORE.example.com:8080", "{shop,store}.example.com/")]
    [InlineData("ax.example.com", "a?.example.com/")]
    [InlineData("abc.example.com", null)]
    public void Hosts_may_be_patterns(string host, string? route) =>
        Assert.Equal(route, TableOf("a[0-9].example.com/", "a?.example.com/", "{shop,store}.example.com/").Find(Request(host, "/")));

    [Theory]
    [InlineData("/foo/x/bar", "/foo/*/bar")]
    [InlineData("/foo/x/y/bar", "/foo/*/bar")]
    [InlineData("/foo/x", "/foo/*")]
    [InlineData("/foo/exact", "/foo/exact")]
    [InlineData("/foo", "*")]
    public void Paths_may_be_patterns_of_which_the_more_specific_is_looked_at_first(string path, string route) =>
        Assert.Equal(route, TableOf(PathMatching.Glob, "/foo/*", "/foo/*/bar", "/foo/exact", "*").Find(Request("", path)));

    [Fact]
    public void Prefixes_may_be_matched_whatever_their_case()
    {
        var table = TableOf(PathMatching.IPrefix, "/foo", "/foo/bar");

        Assert.Equal("/foo/bar", table.Find(Request("", "/FOO/Bar/x")));
    }

    [Fact]
    public void Of_routes_for_one_path_the_one_whose_conditions_are_met_wins_and_the_strictest_first()
    {
        var canary = new RouteMatch("", "/api", new([], [("X-Canary", "on")]));
        var posts = new RouteMatch("", "/api", new(["POST"], [("X-Canary", null)]));
        var table = new RouteTable<string>([(new("", "/"), "all"), (new("", "/api"), "api"), (canary, "canary"), (posts, "posts")], PathMatching.Prefix);

        Assert.Equal("api", table.Find(Request("", "/api")));
        Assert.Equal("canary", table.Find(Request("", "/api", ("X-Canary", "on"))));
        Assert.Equal("api", table.Find(Request("", "/api", ("X-Canary", "off"))));
        Assert.Equal("posts", table.Find(Request("", "/api", "POST", ("X-Canary", "on"))));
    }

    [Fact]
    public void A_path_whose_conditions_are_not_met_leaves_the_request_to_a_shorter_one()
    {
        var table = new RouteTable<string>([(new("", "/"), "all"), (new("", "/api", new(["POST"], [])), "posts")], PathMatching.Prefix);

        Assert.Equal("all", table.Find(Request("", "/api/x")));
    }

    [Fact]
    public void Finding_a_route_allocates_nothing()
    {
        var request = Request("b.a.example.com:81", "/foo/barbecue");
        Table.Find(request);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            Table.Find(request);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static HttpRequest Request(string host, string path, params (string Name, string Value)[] headers) => Request(host, path, "GET", headers);

    private static HttpRequest Request(string host, string path, string method, params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        (request.Host, request.Path, request.Method) = (new(host), path, method);
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        return request;
    }

    private static RouteTable<string> TableOf(params string[] routes) => TableOf(PathMatching.Prefix, routes);

    private static RouteTable<string> TableOf(PathMatching matching, params string[] routes) => new(
        routes.Select(route =>
        {
            var slash = Math.Max(0, route.IndexOf('/', StringComparison.Ordinal));
            return (new RouteMatch(route[..slash], route[slash..]), route);
        }),
        matching);
}
