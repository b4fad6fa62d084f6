using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>Clients that mean harm: nothing of theirs reaches an instance that should not, and others are served meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class HostileClientTests(SharedConsul consul) : MeshTest(consul)
{
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    [Theory]
    [InlineData("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("Content-Length: 0\r\nContent-Length: 40\r\n\r\n")]
    [InlineData("X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n0;a\n\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n")]
    public async Task A_request_whose_end_can_be_read_in_two_ways_never_becomes_two_at_an_instance(string ambiguous)
    {
        var paths = new List<string>();
        await AddInstanceAsync(async context =>
        {
            lock (paths)
            {
                paths.Add(context.Request.Path);
            }

            await context.Request.Body.CopyToAsync(Stream.Null);
        });
        var balancer = await StartBalancerAsync();

        var answer = await ExchangeAsync(balancer, $"POST /first HTTP/1.1\r\nHost: a\r\n{ambiguous}{Smuggled}");

        // Nothing, or one request whose end is beyond doubt; after it the connection must have been closed.
        Assert.DoesNotContain("/smuggled", paths);
        Assert.True(Count(answer, "HTTP/1.1 ") <= 1 || answer.Contains("HTTP/1.1 400", StringComparison.Ordinal), answer);
    }

    [Fact]
    public async Task One_connection_too_many_is_closed_at_once_and_others_are_served_on()
    {
        var instance = await AddInstanceAsync();
        var balancer = await StartBalancerAsync("--LoadBalancer:Listeners:MaxConnections=1");

        // The client keeps its connection.
        Assert.Equal(instance.Name, await balancer.GetAsync());
        var refused = await RawClient.SendAsync(balancer.Address, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", Deadline);

        Assert.True(refused.Length == 0 || refused.StartsWith("no answer", StringComparison.Ordinal), refused);
        Assert.Equal(instance.Name, await balancer.GetAsync());
    }

    [Theory]
    [InlineData(431, 1, 40_000)]
    [InlineData(431, 200, 10)]
    [InlineData(414, 0, 10_000)]
    public async Task An_oversized_head_is_refused_before_an_instance_sees_it(int status, int headers, int length)
    {
        var instance = await AddInstanceAsync();
        var balancer = await StartBalancerAsync();
        var path = headers == 0 ? new string('a', length) : "";
        var bomb = string.Concat(Enumerable.Range(0, headers).Select(i => $"X-{i}: {new string('a', length)}\r\n"));

        Assert.StartsWith($"HTTP/1.1 {status}", await ExchangeAsync(balancer, $"GET /{path} HTTP/1.1\r\nHost: a\r\n{bomb}\r\n"));

        Assert.Equal(0, instance.Requests);
        Assert.Equal(instance.Name, await balancer.GetAsync());
    }

    [Fact]
    public async Task Heads_that_never_end_are_given_up_while_others_are_served_and_leave_no_handle_behind()
    {
        var instance = await AddInstanceAsync();
        var balancer = await StartBalancerAsync("--LoadBalancer:Listeners:HeadersTimeout=00:00:01");
        await balancer.GetAsync();
        var before = Handles();
        var watch = Stopwatch.StartNew();

        var slow = Enumerable.Range(0, 200).Select(_ => ExchangeAsync(balancer, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")).ToList();
        Assert.Equal(instance.Name, await balancer.GetAsync());
        var answers = await Task.WhenAll(slow);

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 408", answer));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), Deadline);
        Assert.Equal(1, instance.Requests - 1);
        await balancer.UntilAsync(() => Handles() <= before + 20, "The slow clients' connections should be gone");
    }

    [Fact]
    public async Task A_client_that_opens_and_resets_streams_without_end_is_cut_off_while_others_are_served()
    {
        var instance = await AddInstanceAsync(async context => await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
        var port = FreePort.Take();
        var balancer = await StartBalancerAsync($"--LoadBalancer:Http2Url=http://127.0.0.1:{port}");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Cancelled);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Cancelled);
        await stream.WriteAsync(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 }, Cancelled);

        // Whoever resets a stream has its request ended: never more under way than Kestrel lets a connection have, twice its 100 streams at once.
        var upstream = UpstreamOf(balancer, instance);
        var most = 0;
        try
        {
            for (var id = 1; id < 40_000; id += 2)
            {
                await stream.WriteAsync(HeadersThenReset(id), Cancelled);
                most = Math.Max(most, upstream.UnderWay);
            }
        }
        catch (IOException)
        {
            // Cut off already.
        }

        Assert.True(await EndsAsync(stream), "20,000 streams were opened and reset on one connection without an end to it.");
        Assert.InRange(most, 0, 250);
        await balancer.UntilAsync(
            () => balancer.ReadAsync("instances").Result.ToString().Contains("\"requests\":0", StringComparison.Ordinal), "No request should be left under way");
        Assert.True(instance.Requests < 20_000);
    }

    private static Upstream UpstreamOf(Balancer balancer, Backend instance) => balancer.Services.GetRequiredService<IProxyStateLookup>().GetClusters()
        .SelectMany(cluster => ((Pool)cluster.DestinationsState.AvailableDestinations).All)
        .First(candidate => candidate.Upstream.Authority == $"127.0.0.1:{instance.Port}").Upstream;

    // What was sent may lie in buffers for long on a busy machine: the end is waited for, not expected at some write.
    private static async Task<bool> EndsAsync(NetworkStream stream)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(Deadline);
        try
        {
            var buffer = new byte[65_536];
            while (await stream.ReadAsync(buffer, deadline.Token) > 0)
            {
            }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // HEADERS (end of headers and stream; static table: GET, http, /; literal authority "a"), then RST_STREAM with CANCEL: RFC 9113, 6.2 and 6.4.
    private static byte[] HeadersThenReset(int id)
    {
        byte[] stream = [(byte)(id >> 24), (byte)(id >> 16), (byte)(id >> 8), (byte)id];
        return [0, 0, 6, 1, 5, .. stream, 0x82, 0x86, 0x84, 0x41, 1, (byte)'a', 0, 0, 4, 3, 0, .. stream, 0, 0, 0, 8];
    }

    private static int Handles() => OperatingSystem.IsLinux() ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() : 0;

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static async Task<string> ExchangeAsync(Balancer balancer, string bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(balancer.Address.Host, balancer.Address.Port, Cancelled);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var isSmuggling = bytes.EndsWith(Smuggled, StringComparison.Ordinal);

        // Some connections are kept open until the rest of a body comes, which never does.
        deadline.CancelAfter(isSmuggling ? TimeSpan.FromSeconds(5) : Deadline);
        var read = new StringBuilder();
        try
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(bytes), deadline.Token);
            var buffer = new byte[4096];
            for (int count; (count = await client.GetStream().ReadAsync(buffer, deadline.Token)) > 0;)
            {
                read.Append(Encoding.ASCII.GetString(buffer, 0, count));
                if (isSmuggling)
                {
                    // A second answer would follow at once.
                    deadline.CancelAfter(TimeSpan.FromMilliseconds(300));
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Cut off, or nothing more comes.
        }

        return read.ToString();
    }
}
