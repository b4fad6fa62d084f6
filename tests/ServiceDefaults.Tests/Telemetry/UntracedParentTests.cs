using System.Diagnostics;
using Mesh.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Primitives;

namespace Mesh.ServiceDefaults.Tests.Telemetry;

public sealed class UntracedParentTests
{
    [Fact]
    public void What_it_makes_is_a_parent_of_a_trace_of_its_own_that_is_not_recorded()
    {
        var made = Enumerable.Range(0, 1000).Select(_ => UntracedParent.New()).ToList();

        Assert.All(made, parent =>
        {
            Assert.True(ActivityContext.TryParse(parent, null, out var context));
            Assert.Equal(ActivityTraceFlags.None, context.TraceFlags);
            Assert.True(UntracedParent.Is(parent));
        });
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", true)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false)]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-00", false)]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-00", false)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-00", false)]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", false)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-00", false)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-000", false)]
    [InlineData("", false)]
    public void Only_a_valid_one_without_the_flag_counts(string header, bool counts) => Assert.Equal(counts, UntracedParent.Is(header));

    [Fact]
    public void None_and_two_do_not_count()
    {
        const string parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

        Assert.False(UntracedParent.Is(StringValues.Empty));
        Assert.False(UntracedParent.Is(new StringValues([parent, parent])));
    }
}
