using Mesh.LoadBalancer.Tests.Support;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>Instances that are stuck, reset, answer half, too much or nonsense: the right status for their clients, and nothing for anybody else's.</summary>
[Collection(nameof(Alone))]
public sealed class FaultyInstanceTests(SharedConsul consul) : MeshTest(consul)
{
    private const int Times = 10;

    private static readonly Dictionary<string, (string Answer, RawEnd End, string Status)> Faults = new()
    {
        ["Stuck"] = ("", RawEnd.Stay, "504"),
        ["StuckInTheHead"] = ("HTTP/1.1 200 OK\r\nContent-Le", RawEnd.Stay, "504"),
        ["Closing"] = ("", RawEnd.Close, "502"),
        ["Resetting"] = ("", RawEnd.Reset, "502"),
        ["HalfAHead"] = ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n", RawEnd.Close, "502"),
        ["Garbage"] = ("\0\u0001\u0002 this is no HTTP\r\n\r\n", RawEnd.Close, "502"),
        ["OtherProtocol"] = ("SSH-2.0-OpenSSH_9.2\r\n\r\n", RawEnd.Stay, "502"),
        ["OversizedHead"] = ($"HTTP/1.1 200 OK\r\nX: {new string('x', 200_000)}\r\n\r\n", RawEnd.Stay, "502"),
        ["TwoLengths"] = ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc", RawEnd.Close, "502"),
        ["SwitchingUnasked"] = ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", RawEnd.Stay, "502"),
        ["HalfABody"] = ("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf", RawEnd.Close, "cut"),
        ["ResetInTheBody"] = ("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf", RawEnd.Reset, "cut"),
        ["BadChunk"] = ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf", RawEnd.Stay, "cut"),
        ["NoLastChunk"] = ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", RawEnd.Close, "cut"),
    };

    public static TheoryData<string, bool> Names => [.. Faults.Keys.SelectMany(name => new[] { (name, false), (name, true) })];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_faulty_instances_clients_learn_it_at_once_and_others_are_untouched(string name, bool ownForwarder)
    {
        var (answer, end, status) = Faults[name];
        var faulty = Track(new RawBackend(answer, end));
        await RegisterAsync($"{Service}-bad", $"{Service}-bad", faulty.Port, [$"urlprefix-/{Service}-bad"]);
        var good = await AddInstanceAsync();
        string[] impatience = status == "504" ? [$"--LoadBalancer:Services:{Service}-bad:Timeouts:FirstByte=00:00:00.3"] : [];
        var balancer = await StartBalancerAsync([$"--LoadBalancer:OwnForwarder={ownForwarder}", .. impatience]);
        await balancer.GetAsync();
        var before = Handles();

        var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => RawClient.SendAsync(
            balancer.Address, $"GET /{Service}-bad HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", Deadline)));

        Assert.All(answers, seen => Assert.True(status == "cut" ? IsCut(seen) : seen.StartsWith($"HTTP/1.1 {status}", StringComparison.Ordinal), seen));
        Assert.Equal(good.Name, await balancer.GetAsync());
        await balancer.UntilAsync(() => Handles() <= before + 4, "The faulty instance's connections should be closed");
    }

    [Fact]
    public async Task A_slow_instance_is_waited_for_and_its_answer_is_passed_on_whole()
    {
        var go = new SemaphoreSlim(0);
        await AddInstanceAsync(async context =>
        {
            for (var i = 0; i < 5; i++)
            {
                await go.WaitAsync(context.RequestAborted);
                await context.Response.Body.WriteAsync("x"u8.ToArray());
                await context.Response.Body.FlushAsync();
            }
        });
        var balancer = await StartBalancerAsync();
        var asking = balancer.GetAsync();

        go.Release(5);

        Assert.Equal("xxxxx", await asking);
    }

    // Half an answer must not look whole: fewer bytes than its Content-Length, or no last chunk.
    private static bool IsCut(string seen) => seen.StartsWith("no answer", StringComparison.Ordinal) || seen.StartsWith("HTTP/1.1 502", StringComparison.Ordinal)
        || (seen.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) && !seen.EndsWith("0\r\n\r\n", StringComparison.Ordinal) && seen.Length < 1000);

    private static int Handles() => OperatingSystem.IsLinux() ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() : 0;
}
