using Mesh.SimpleWeb.Visits;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.SimpleWeb.Tests.Visits;

public sealed class VisitBookTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_pair_is_counted_apart_from_others_of_its_client_or_server()
    {
        var visits = new VisitBook(new(), _time);
        visits.Count("a", "one");
        visits.Count("a", "two");
        visits.Count("b", "one");

        _time.Advance(TimeSpan.FromSeconds(5));
        var visit = visits.Count("a", "one");

        Assert.Equal(new("a", "one", Requests: 2, _time.GetUtcNow()), visit);
        Assert.Equal([("a", "one"), ("b", "one"), ("a", "two")], visits.Recent().Select(pair => (pair.Client, pair.Server)));
    }

    [Fact]
    public void The_pair_with_the_oldest_visit_makes_room_not_the_one_that_came_first()
    {
        var visits = new VisitBook(new() { Pairs = 2 }, _time);
        visits.Count("a", "one");
        visits.Count("b", "one");
        visits.Count("a", "one");

        visits.Count("c", "one");

        Assert.Equal(["c", "a"], visits.Recent().Select(pair => pair.Client));
        Assert.Equal(1, visits.Count("b", "one").Requests);
    }

    [Fact]
    public async Task No_request_is_lost_when_many_come_at_once()
    {
        var visits = new VisitBook(new(), _time);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                visits.Count("a", "one");
            }
        })));

        Assert.Equal(8001, visits.Count("a", "one").Requests);
    }
}
