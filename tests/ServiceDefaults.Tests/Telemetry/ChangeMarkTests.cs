using System.Diagnostics;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.ServiceDefaults.Tests.Telemetry;

public sealed class ChangeMarkTests
{
    private static readonly ChangeMark Mark = new(
        new(ActivityTraceId.CreateFromString("4bf92f3577b34da6a3ce929d0e0e4736"), ActivitySpanId.CreateFromString("00f067aa0ba902b7"), ActivityTraceFlags.Recorded, isRemote: true),
        DateTimeOffset.FromUnixTimeMilliseconds(1_795_435_200_123),
        "added");

    [Fact]
    public void A_mark_is_read_as_it_was_written()
    {
        Assert.Equal("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 1795435200123 added", Mark.ToString());
        Assert.Equal(Mark, ChangeMark.Parse(Mark.ToString()));
        Assert.Equal(Mark, ChangeMark.In($"web-1 is Running and Healthy\n{Mark.Line}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("added")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 soon added")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 9223372036854775807 added")]
    [InlineData("00-nothing 1795435200123 added")]
    public void Anything_else_is_no_mark(string? text)
    {
        Assert.Null(ChangeMark.Parse(text));
        Assert.Null(ChangeMark.In($"{text}"));
    }

    [Fact]
    public void The_trace_of_a_removal_follows_from_the_mark_alone_and_is_another_one()
    {
        Assert.Equal(Mark.Removal, ChangeMark.Parse(Mark.ToString())!.Removal);
        Assert.NotEqual(Mark.Context.TraceId, Mark.Removal.TraceId);
        Assert.Equal(ActivityTraceFlags.Recorded, Mark.Removal.TraceFlags);
    }
}
