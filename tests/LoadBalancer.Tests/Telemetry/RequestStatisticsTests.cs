using System.Diagnostics;
using Mesh.LoadBalancer.Telemetry;

namespace Mesh.LoadBalancer.Tests.Telemetry;

public sealed class RequestStatisticsTests
{
    [Fact]
    public async Task Requests_of_all_threads_are_counted_by_class_of_status()
    {
        var statistics = new RequestStatistics();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                statistics.Add(i % 10 == 0 ? 503 : 200, Ticks(TimeSpan.FromMilliseconds(1)));
            }
        })));

        var read = statistics.Read();
        Assert.Equal([0L, 0, 36_000, 0, 0, 4_000], read.Statuses);
        Assert.Equal((40_000, 4_000, 40.0), (read.Requests, read.Errors, read.SumSeconds));
    }

    [Fact]
    public void Quantiles_are_off_by_less_than_a_quarter()
    {
        var statistics = new RequestStatistics();
        for (var i = 1; i <= 1000; i++)
        {
            statistics.Add(200, Ticks(TimeSpan.FromMicroseconds(i * 100)));
        }

        var read = statistics.Read();
        Assert.InRange(read.Quantile(0.5), 0.050 * 0.75, 0.050 * 1.25);
        Assert.InRange(read.Quantile(0.99), 0.099 * 0.75, 0.099 * 1.35);
    }

    [Fact]
    public void Two_readings_give_what_happened_between_them()
    {
        var statistics = new RequestStatistics();
        statistics.Add(200, Ticks(TimeSpan.FromSeconds(10)));
        var earlier = statistics.Read();
        statistics.Add(404, Ticks(TimeSpan.FromMilliseconds(1)));

        var between = statistics.Read() - earlier;

        Assert.Equal(1, between.Requests);
        Assert.InRange(between.Quantile(0.99), 0.0005, 0.002);
        Assert.Equal(0, StatisticsReading.None.Quantile(0.99));
    }

    [Fact]
    public void An_upgraded_connection_counts_without_its_duration()
    {
        var statistics = new RequestStatistics();

        statistics.Add(101, Ticks(TimeSpan.FromHours(1)));

        Assert.Equal((1, 0.0), (statistics.Read().Requests, statistics.Read().SumSeconds));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(47)]
    [InlineData(48)]
    [InlineData(1_000_000)]
    [InlineData(60_000_000)]
    [InlineData(4_000_000_000)]
    public void A_duration_lies_between_the_bounds_of_its_bucket(long microseconds)
    {
        var bucket = LatencyBuckets.Of(Ticks(TimeSpan.FromMicroseconds(microseconds)));

        Assert.InRange(microseconds / 1e6, LatencyBuckets.Start(bucket), LatencyBuckets.End(bucket));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var statistics = new RequestStatistics();
        statistics.Add(200, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            statistics.Add(200, i);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static long Ticks(TimeSpan duration) => (long)(duration.TotalSeconds * Stopwatch.Frequency);
}
