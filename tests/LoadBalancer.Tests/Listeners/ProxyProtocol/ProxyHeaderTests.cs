using System.Net;
using System.Text;
using Mesh.LoadBalancer.Listeners.ProxyProtocol;

namespace Mesh.LoadBalancer.Tests.Listeners.ProxyProtocol;

public sealed class ProxyHeaderTests
{
    private static readonly byte[] Signature = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A];

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 10.0.0.1 56324 443\r\n", "192.0.2.1:56324")]
    [InlineData("PROXY TCP6 2001:db8::1 ::1 56324 443\r\n", "[2001:db8::1]:56324")]
    [InlineData("PROXY UNKNOWN\r\n", null)]
    [InlineData("PROXY UNKNOWN ffff:f 1 2 3\r\n", null)]
    public void A_header_of_version_1_names_the_client(string text, string? client)
    {
        Assert.True(ProxyHeader.TryRead(Encoding.ASCII.GetBytes(text + "GET / HTTP/1.1"), out var header));
        Assert.Equal(new(text.Length, client is null ? null : IPEndPoint.Parse(client)), header);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 10.0.0.1 56324\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 10.0.0.1 56324 99999\r\n")]
    [InlineData("PROXY TCP4 nobody 10.0.0.1 1 2\r\n")]
    [InlineData("PROXY UDP4 192.0.2.1 10.0.0.1 1 2\r\n")]
    [InlineData("PROXY  TCP4 192.0.2.1 10.0.0.1 1 2\r\n")]
    public void Anything_else_is_none(string text) => Assert.False(ProxyHeader.TryRead(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void A_line_without_an_end_is_none_after_107_bytes()
    {
        var text = Encoding.ASCII.GetBytes("PROXY UNKNOWN " + new string('x', 200));

        Assert.True(ProxyHeader.TryRead(text.AsSpan(0, 106), out var header));
        Assert.Equal(0, header.Length);
        Assert.False(ProxyHeader.TryRead(text, out _));
    }

    [Fact]
    public void A_header_of_version_2_names_the_client_and_its_further_values_are_passed_over()
    {
        byte[] four = [.. Signature, 0x21, 0x11, 0, 16, 192, 0, 2, 1, 10, 0, 0, 1, 0xDC, 0x04, 0x01, 0xBB, 4, 0, 1, 7];
        byte[] six = [.. Signature, 0x21, 0x21, 0, 36, .. IPAddress.Parse("2001:db8::1").GetAddressBytes(), .. IPAddress.IPv6Loopback.GetAddressBytes(), 0, 80, 1, 187];

        Assert.True(ProxyHeader.TryRead([.. four, 71], out var header));
        Assert.Equal(new(four.Length, IPEndPoint.Parse("192.0.2.1:56324")), header);
        Assert.True(ProxyHeader.TryRead(six, out header));
        Assert.Equal(new(six.Length, IPEndPoint.Parse("[2001:db8::1]:80")), header);
    }

    [Fact]
    public void A_proxy_that_speaks_for_itself_names_nobody()
    {
        byte[] local = [.. Signature, 0x20, 0x00, 0, 0];
        byte[] unix = [.. Signature, 0x21, 0x31, 0, 2, 1, 2];

        Assert.True(ProxyHeader.TryRead(local, out var header));
        Assert.Equal(new(16, null), header);
        Assert.True(ProxyHeader.TryRead(unix, out header));
        Assert.Equal(new(18, null), header);
    }

    [Fact]
    public void A_binary_header_of_another_version_too_short_or_too_long_is_none()
    {
        Assert.False(ProxyHeader.TryRead([.. Signature, 0x11, 0x11, 0, 12, .. new byte[12]], out _));
        Assert.False(ProxyHeader.TryRead([.. Signature, 0x21, 0x11, 0, 4, .. new byte[4]], out _));
        Assert.False(ProxyHeader.TryRead([.. Signature, 0x21, 0x11, 0xFF, 0xFF], out _));
    }

    [Fact]
    public void Every_beginning_of_a_header_wants_more()
    {
        byte[] binary = [.. Signature, 0x21, 0x11, 0, 12, 192, 0, 2, 1, 10, 0, 0, 1, 0, 80, 1, 187];
        foreach (var whole in new[] { binary, Encoding.ASCII.GetBytes("PROXY TCP4 192.0.2.1 10.0.0.1 56324 443\r\n") })
        {
            for (var i = 0; i < whole.Length; i++)
            {
                Assert.True(ProxyHeader.TryRead(whole.AsSpan(0, i), out var header));
                Assert.Equal(0, header.Length);
            }
        }
    }
}
