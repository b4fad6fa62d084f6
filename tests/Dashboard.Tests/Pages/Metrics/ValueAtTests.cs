using Mesh.Dashboard.Pages.Metrics;
using Mesh.Dashboard.Telemetry.Metrics;

namespace Mesh.Dashboard.Tests.Pages.Metrics;

public sealed class ValueAtTests
{
    private static readonly DateTime Begin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // 100 until second 10, 200 at second 20, begun anew with 30 at second 30.
    private static readonly MetricPoint[] Points = [Point(0, 10, 100), Point(20, 20, 200), Point(30, 30, 30)];

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(10, 20, 10)]
    [InlineData(5, 15, 5)]
    [InlineData(12, 14, 10)]
    [InlineData(20, 30, 3)]
    [InlineData(0, 30, 130 / 30.0)]
    public void A_total_grows_evenly_between_two_points_and_from_0_when_it_began_anew(int from, int to, double perSecond) =>
        Assert.Equal(perSecond, ValueAt.Rate(Points, Begin.AddSeconds(from), Begin.AddSeconds(to), point => point.Value)!.Value, 6);

    [Fact]
    public void A_value_holds_until_the_next_but_not_for_ever()
    {
        Assert.Null(ValueAt.Last(Points, Begin.AddSeconds(-1)));
        Assert.Equal(100, ValueAt.Last(Points, Begin.AddSeconds(15)));
        Assert.Equal(30, ValueAt.Last(Points, Begin.AddSeconds(60)));
        Assert.Null(ValueAt.Last(Points, Begin.AddMinutes(10)));
    }

    private static MetricPoint Point(int start, int end, double value) => new(Begin.AddSeconds(start), Begin.AddSeconds(end), value, null);
}
