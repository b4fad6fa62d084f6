using System.Globalization;
using System.Net;
using System.Text;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Mesh.Tests.Kit.Load;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>What a balancer in a process of its own takes of memory and handles, and gives back.</summary>
[Collection(nameof(Alone))]
public sealed class FootprintTests(SharedConsul consul) : MeshTest(consul)
{
    private const int Clients = 10_000;
    private const long Large = 256L << 20;
    private const double Mebibyte = 1024 * 1024;

    [Fact]
    public async Task Large_bodies_each_way_are_streamed_with_bounded_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await AddInstanceAsync(context => context.Request.Method == "POST" ? CountAsync(context) : SendAsync(context));
        var balancer = await StartAsync();
        using var client = new HttpClient { BaseAddress = balancer.Address, Timeout = TimeSpan.FromMinutes(2) };
        using (await client.GetAsync("/warm-up?count=50000000", Cancelled))
        {
        }

        var before = Resident(balancer);
        var most = before;

        using (var answer = await client.GetAsync($"/?count={Large}", HttpCompletionOption.ResponseHeadersRead, Cancelled))
        {
            await using var body = await answer.Content.ReadAsStreamAsync(Cancelled);
            var buffer = new byte[1024 * 1024];
            var received = 0L;
            for (int count, i = 0; (count = await body.ReadAsync(buffer, Cancelled)) > 0; received += count, i++)
            {
                most = i % 100 == 0 ? Math.Max(most, Resident(balancer)) : most;
            }

            Assert.Equal(Large, received);
        }

        using var upload = new StreamContent(new Zeros(Large, () => most = Math.Max(most, Resident(balancer))), 1024 * 1024);
        using var counted = await client.PostAsync("/", upload, Cancelled);
        Assert.Equal($"{Large}", await counted.Content.ReadAsStringAsync(Cancelled));
        Assert.True(most - before < 50, $"Memory grew from {before:0} MiB to {most:0} MiB.");
    }

    [Fact]
    public async Task Ten_thousand_idle_connections_are_held_while_others_are_served_and_leave_nothing_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await AddInstanceAsync();
        var balancer = await StartAsync();
        using var client = new HttpClient { BaseAddress = balancer.Address, Timeout = Deadline };
        await client.GetStringAsync("/", Cancelled);
        var handles = Handles(balancer);

        await HoldAsync(balancer, client);
        await UntilAsync(() => Handles(balancer) <= handles + 50, "The handles should be given back", () => Handles(balancer) - handles);
        var after = Resident(balancer);
        await HoldAsync(balancer, client);
        await UntilAsync(() => Handles(balancer) <= handles + 50, "The handles should be given back again", () => Handles(balancer) - handles);

        // What the first ones left is used again by the next. Garbage aside, a leak of 10 KiB for each would show.
        Assert.True(Resident(balancer) < after + 100, $"Memory grew from {after:0} MiB to {Resident(balancer):0} MiB with the second ten thousand.");
    }

    private static async Task HoldAsync(ProgramProcess balancer, HttpClient client)
    {
        var request = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: web\r\n\r\n");
        var connections = Enumerable.Range(0, Clients).Select(_ => new KeptConnection(balancer.Address)).ToList();
        try
        {
            await Parallel.ForEachAsync(connections, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancelled },
                async (connection, cancellation) => Assert.Null(await connection.ExchangeAsync(request, cancellation)));
            Assert.True(Handles(balancer) >= Clients, $"{Handles(balancer)} handles are too few for {Clients} connections.");
            Assert.NotEqual("", await client.GetStringAsync("/", Cancelled));
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }

    private static async Task SendAsync(HttpContext context)
    {
        var left = long.Parse(context.Request.Query["count"].FirstOrDefault() ?? "2", CultureInfo.InvariantCulture);
        context.Response.ContentLength = left;
        for (var block = new byte[64 * 1024]; left > 0; left -= block.Length)
        {
            await context.Response.Body.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)), context.RequestAborted);
        }
    }

    private static async Task CountAsync(HttpContext context)
    {
        var count = 0L;
        var buffer = new byte[64 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer)) > 0; count += read)
        {
        }

        await context.Response.WriteAsync($"{count}");
    }

    private static int Handles(ProgramProcess process) => Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd").Count();

    // VmRSS, in MiB.
    private static double Resident(ProgramProcess process) =>
        long.Parse(File.ReadAllText($"/proc/{process.Id}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize / Mebibyte;

    private static Task UntilAsync(Func<bool> condition, string because, Func<object?> seen) => Eventually.Async(condition, Deadline, because, seen);

    private async Task<ProgramProcess> StartAsync()
    {
        var admin = $"http://127.0.0.1:{FreePort.Take()}";
        var balancer = Track(await ProgramProcess.StartListeningAsync(
            "LoadBalancer",
            [$"--CONSUL_HTTP_ADDR={Server.Address}", $"--LoadBalancer:DefaultService={Service}", "--urls=http://127.0.0.1:0", $"--LoadBalancer:AdminUrl={admin}"]));
        using var client = new HttpClient { Timeout = Deadline };
        await Eventually.Async(async () => (await client.GetAsync($"{admin}/health", Cancelled)).StatusCode == HttpStatusCode.OK, Deadline, "It should become ready", () => balancer.Output);
        return balancer;
    }

    /// <summary>So many zeros, and a look at something every now and then.</summary>
    private sealed class Zeros(long length, Action look) : Stream
    {
        private long _position;
        private int _reads;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_reads++ % 100 == 0)
            {
                look();
            }

            var read = (int)Math.Min(count, length - _position);
            Array.Clear(buffer, offset, read);
            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
