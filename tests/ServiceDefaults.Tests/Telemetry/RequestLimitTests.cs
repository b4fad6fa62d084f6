using Mesh.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.ServiceDefaults.Tests.Telemetry;

public sealed class RequestLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void So_many_requests_are_traced_each_second_and_no_more()
    {
        var limit = new RequestLimit(3, _time);

        for (var second = 0; second < 3; second++)
        {
            Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(_ => limit.TryTake()));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void Requests_at_once_are_traced_up_to_the_limit()
    {
        var limit = new RequestLimit(1000, _time);
        var taken = 0;

        Parallel.For(0, 5000, _ => Interlocked.Add(ref taken, limit.TryTake() ? 1 : 0));

        Assert.Equal(1000, taken);
    }
}
