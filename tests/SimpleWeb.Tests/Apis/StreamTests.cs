using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mesh.SimpleWeb.Tests.Apis;

public sealed class StreamTests(SharedWeb shared) : IClassFixture<SharedWeb>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public async Task Bytes_come_in_the_number_asked_for(int count)
    {
        using var answer = await shared.Web.Client.GetAsync($"/bytes/{count}", Cancelled);

        Assert.Equal(count, answer.Content.Headers.ContentLength);
        Assert.Equal(count, (await answer.Content.ReadAsByteArrayAsync(Cancelled)).Length);
    }

    [Theory]
    [InlineData("/bytes/-1", "count is -1: 0 to 1073741824 would work.")]
    [InlineData("/delay/600001", "milliseconds is 600001: 0 to 600000 would work.")]
    [InlineData("/events?count=0", "count is 0: 1 to 100000 would work.")]
    [InlineData("/events?interval=60001", "interval is 60001: 0 to 60000 would work.")]
    public async Task A_number_out_of_range_is_refused_with_the_range(string path, string explanation)
    {
        using var answer = await shared.Web.Client.GetAsync(path, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(explanation, (await answer.Content.ReadAsStringAsync(Cancelled)).TrimEnd());
    }

    [Fact]
    public async Task An_echo_comes_back_whole_with_its_type()
    {
        var sent = new byte[1_000_000];
        new Random(1).NextBytes(sent);

        using var answer = await shared.Web.Client.PostAsync("/echo", new ByteArrayContent(sent) { Headers = { ContentType = new("image/png") } }, Cancelled);

        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(sent, await answer.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Fact]
    public async Task An_echo_comes_back_while_the_body_is_still_arriving()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, shared.Web.Address.Port, Cancelled);
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await stream.WriteAsync("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n"u8.ToArray(), Cancelled);

        Assert.Equal("first", await LineAsync(reader, "first"));
        await stream.WriteAsync("6\r\nsecond\r\n0\r\n\r\n"u8.ToArray(), Cancelled);

        Assert.Equal("second", await LineAsync(reader, "second"));
    }

    [Fact]
    public async Task A_client_that_gives_up_a_delay_leaves_no_error_behind()
    {
        using var impatient = shared.Web.CreateClient();
        impatient.Timeout = TimeSpan.FromMilliseconds(100);

        await Assert.ThrowsAsync<TaskCanceledException>(() => impatient.GetAsync("/delay/300000", Cancelled));

        Assert.Equal("Healthy", await shared.Web.Client.GetStringAsync("/health", Cancelled));
        Assert.DoesNotContain("fail:", shared.Web.Output);
    }

    private static async Task<string?> LineAsync(StreamReader reader, string wanted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        string? line;
        do
        {
            line = await reader.ReadLineAsync(deadline.Token);
        }
        while (line is not null && line != wanted);

        return line;
    }
}
