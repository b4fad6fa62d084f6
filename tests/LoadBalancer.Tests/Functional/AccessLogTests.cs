using System.Text.Json;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class AccessLogTests(SharedConsul consul) : MeshTest(consul)
{
    private readonly TestFolder _folder = new();

    private string Log => _folder.File("access.log");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_request_leaves_a_line_with_its_bytes_instance_retries_and_trace()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var instance = await AddInstanceAsync(context => context.Response.WriteAsync(new string('x', 12_345)));
        var balancer = await StartAsync("Json");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/a?b=c")
        {
            Headers = { { "traceparent", $"00-{Trace}-00f067aa0ba902b7-01" }, { "User-Agent", "tests" } },
        };

        using var answer = await balancer.Client.SendAsync(request, Cancelled);
        Assert.Equal(12_345, (await answer.Content.ReadAsStringAsync(Cancelled)).Length);

        var line = JsonDocument.Parse(Assert.Single(await LinesAsync(1))).RootElement;
        Assert.Equal(
            ("127.0.0.1", "GET", "/a?b=c", 200, 12_345, "tests", Service, 0, Trace),
            (Text("client"), Text("method"), Text("target"), line.GetProperty("status").GetInt32(), line.GetProperty("bytes").GetInt64(), Text("userAgent"),
                Text("service"), line.GetProperty("retries").GetInt32(), Text("traceId")));
        Assert.EndsWith($"/{instance.Name}", Text("instance"));

        string? Text(string name) => line.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_request_that_another_instance_was_tried_for_says_so()
    {
        using var dead = new DeadPort();
        await RegisterAsync($"{Service}-0", dead.Port);
        await AddInstanceAsync();
        var balancer = await StartAsync("Json");

        await balancer.GetAsync();
        await balancer.GetAsync();

        Assert.Contains(await LinesAsync(2), line => line.Contains("\"retries\":1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stopping_loses_no_line_and_a_share_of_0_writes_none()
    {
        await AddInstanceAsync();
        var silent = await StartAsync("Combined", "--LoadBalancer:AccessLog:Share=0");
        await silent.GetAsync();
        await silent.StopAsync();
        Assert.False(File.Exists(Log));

        var balancer = await StartAsync("Combined");
        for (var i = 0; i < 500; i++)
        {
            await balancer.GetAsync($"/{i}");
        }

        await balancer.StopAsync();

        Assert.Equal(500, (await File.ReadAllLinesAsync(Log, Cancelled)).Count(line => line.Contains("\" 200 ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\u00c3\u00bc")]
    [InlineData("\u00fc")]
    public async Task What_a_client_says_beyond_ASCII_is_read_as_UTF8_and_else_as_Latin1(string letter)
    {
        await AddInstanceAsync();
        var balancer = await StartAsync("Combined");

        await RawClient.GetAsync(balancer.Address, $"/ HTTP/1.1\r\nUser-Agent: m{letter}hle\r\nX-Rest:");

        Assert.Contains("\"mühle\"", Assert.Single(await LinesAsync(1)), StringComparison.Ordinal);
    }

    private Task<Balancer> StartAsync(string format, params string[] settings) => StartBalancerAsync(
        [$"--LoadBalancer:AccessLog:Format={format}", $"--LoadBalancer:AccessLog:File={Log}", .. settings]);

    private async Task<string[]> LinesAsync(int count)
    {
        string[] lines = [];
        await Eventually.Async(
            async () => File.Exists(Log) && (lines = await File.ReadAllLinesAsync(Log, Cancelled)).Length >= count, Deadline, $"{count} lines should be written");
        return lines;
    }
}
