using System.Net;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.LoadBalancing;

public sealed class HashRingTests
{
    private const int Keys = 20_000;

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void One_more_instance_moves_only_its_own_share_of_the_keys_and_all_of_those_to_itself(int count)
    {
        var (before, after) = (Owners(Ring(Ones(count))), Owners(Ring(Ones(count + 1))));

        var moved = Enumerable.Range(0, Keys).Where(key => before[key] != after[key]).ToList();

        Assert.InRange(moved.Count / (double)Keys, 0.5 / (count + 1), (1.0 / (count + 1)) + 0.05);
        Assert.All(moved, key => Assert.Equal($"{(char)('a' + count)}", after[key]));
    }

    [Fact]
    public void Keys_are_spread_by_weight()
    {
        var shares = Owners(Ring(1, 1, 2)).CountBy(owner => owner).ToDictionary(count => count.Key, count => count.Value / (double)Keys);

        Assert.Equal(0.25, shares["a"], 0.06);
        Assert.Equal(0.5, shares["c"], 0.06);
    }

    [Theory]
    [InlineData(1.1)]
    [InlineData(1.25)]
    [InlineData(2)]
    public void No_instance_has_more_under_way_than_the_bound_even_for_a_single_key(double balance)
    {
        var candidates = Candidates.Of(1, 1, 1, 1);
        var ring = new HashRing(candidates, new(), HashKeyReader.For("path")!, balance);
        for (var requests = 1; requests <= 200; requests++)
        {
            ring.Pick(HashKeyReader.Hash("/hot")).Upstream.TryEnter();
            Assert.All(candidates, candidate => Assert.True(
                candidate.Upstream.UnderWay <= Math.Ceiling(balance * requests / 4), $"{candidate.Upstream.Id} has {candidate.Upstream.UnderWay} of {requests}."));
        }
    }

    [Fact]
    public void A_key_returns_to_its_instance_when_that_has_room_again()
    {
        var ring = Ring(1, 1, 1);
        var key = HashKeyReader.Hash("/hot");
        var first = ring.Pick(key);
        first.Upstream.TryEnter();
        var second = ring.Pick(key);

        first.Upstream.Leave();

        Assert.NotEqual(first.Upstream.Id, second.Upstream.Id);
        Assert.Equal(first.Upstream.Id, ring.Pick(key).Upstream.Id);
    }

    [Fact]
    public void The_same_key_is_the_same_instance_in_every_process() =>
        Assert.Equal("b b a c", string.Join(' ', new[] { "k1", "k2", "k3", "k4" }.Select(key => Ring(1, 1, 1, 1).Pick(HashKeyReader.Hash(key)).Upstream.Id)));

    [Theory]
    [InlineData("address")]
    [InlineData("path")]
    [InlineData("header:X-User")]
    [InlineData("Cookie:user")]
    public void A_key_is_read_from_where_the_setting_says(string setting)
    {
        var reader = HashKeyReader.For(setting)!;
        var context = new DefaultHttpContext();
        Assert.False(reader.TryRead(context, out _));
        context.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.1");
        context.Request.Path = "/a";
        context.Request.Headers["X-User"] = "ann";
        context.Request.Headers.Cookie = "user=ann";

        Assert.True(reader.TryRead(context, out var hash));
        Assert.True(reader.TryRead(context, out var again));
        Assert.Equal(hash, again);
    }

    [Fact]
    public void An_address_is_the_same_key_whether_it_came_by_IPv4_or_by_IPv6()
    {
        var reader = HashKeyReader.For("address")!;
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("10.0.0.1") } };
        reader.TryRead(context, out var plain);
        context.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:10.0.0.1");
        reader.TryRead(context, out var mapped);

        Assert.Equal(plain, mapped);
    }

    [Fact]
    public void Requests_without_the_key_take_turns() => Assert.Equal("a b a b", Candidates.Sequence(
        new HashRing(Candidates.Of(1, 1), new(), HashKeyReader.For("header:X-User")!, 1.25), 4));

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static HashRing Ring(params double[] weights) => new(Candidates.Of(weights), new(), HashKeyReader.For("path")!, balance: 1.25);

    private static List<string> Owners(HashRing ring) => [.. Enumerable.Range(0, Keys).Select(key => ring.Pick(HashKeyReader.Hash($"key {key}")).Upstream.Id)];
}
