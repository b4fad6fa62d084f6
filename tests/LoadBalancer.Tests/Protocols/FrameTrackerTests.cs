using Mesh.LoadBalancer.Protocols;

namespace Mesh.LoadBalancer.Tests.Protocols;

public sealed class FrameTrackerTests
{
    public static TheoryData<byte[]> Frames { get; } = new(
        new byte[] { 0x81, 3, 1, 2, 3 },
        new byte[] { 0x81, 0x83, 9, 9, 9, 9, 1, 2, 3 },
        new byte[] { 0x89, 0 },
        (byte[])[0x82, 126, 1, 0, .. new byte[256]],
        (byte[])[0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0, 9, 9, 9, 9, .. new byte[65_536]]);

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_frame_ends_where_its_head_says_however_its_bytes_come(byte[] frame)
    {
        var whole = new FrameTracker();
        Assert.Equal(frame.Length, whole.AdvanceToBoundary([.. frame, 0x81]));
        Assert.True(whole.IsAtBoundary);

        var bytewise = new FrameTracker();
        for (var i = 0; i < frame.Length; i++)
        {
            bytewise.Advance([frame[i]]);
            Assert.Equal(i == frame.Length - 1, bytewise.IsAtBoundary);
        }
    }

    [Fact]
    public void A_close_frame_is_seen_among_others()
    {
        var tracker = new FrameTracker();

        tracker.Advance([0x81, 1, 7, 0x81, 1, 7]);
        Assert.False(tracker.HasClosed);
        tracker.Advance([0x88, 2, 3, 0xE9]);
        Assert.True(tracker.HasClosed);
    }
}
