using Mesh.LoadBalancer.Routing;

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
        Assert.Equal(route, Table.Find(host, path));
        Assert.Equal(route, Table.FindAll(host, path).First());
    }

    [Fact]
    public void Nothing_is_found_where_no_route_fits()
    {
        var table = TableOf("example.com/", "/api");

        Assert.Null(table.Find("other.com", "/"));
        Assert.Null(table.Find("", ""));
        Assert.Null(TableOf().Find("other.com", "/"));
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
            Assert.Equal(longest, table.Find("", path));
        }
    }

    private static string Text(Random random, int shortest, int longest) =>
        "/" + string.Concat(Enumerable.Range(0, random.Next(shortest, longest)).Select(_ => "ab/"[random.Next(3)]));

    private static RouteTable<string> TableOf(params string[] routes) => new(routes.Select(route =>
    {
        var slash = route.IndexOf('/', StringComparison.Ordinal);
        return (route[..slash], route[slash..], route);
    }));
}
