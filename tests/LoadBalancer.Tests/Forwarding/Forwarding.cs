using System.Net.Sockets;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>A balancer with one of the two ways to instances, and its instance.</summary>
internal sealed class Forwarding : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly FaultyConsul _consul;
    private readonly ScriptedInstance _instance;
    private readonly IAsyncDisposable _balancer;
    private readonly Uri _address;
    private readonly bool _isOwn;

    private Forwarding(FaultyConsul consul, ScriptedInstance instance, IAsyncDisposable balancer, Uri address, bool isOwn) =>
        (_consul, _instance, _balancer, _address, _isOwn) = (consul, instance, balancer, address, isOwn);

    /// <param name="isOwn">Whether it has the balancer's own way, or YARP's.</param>
    /// <param name="isInline">Whether it is a process of its own, which goes on with bytes on the thread that learns of them.</param>
    public static async Task<Forwarding> StartAsync(bool isOwn, bool isInline)
    {
        var consul = await FaultyConsul.StartAsync();
        var instance = new ScriptedInstance();
        consul.Set("web", [], instance.Ports);
        string[] settings =
        [
            $"--CONSUL_HTTP_ADDR={consul.Address}", "--LoadBalancer:DefaultService=web", $"--LoadBalancer:OwnForwarder={isOwn}", "--Logging:LogLevel:Default=None",
            "--LoadBalancer:Ejection:MaximumEjected=0", "--LoadBalancer:Retry:PerSecond=10000",
            "--LoadBalancer:Rules:0:Service=web", $"--LoadBalancer:Rules:0:Headers:{ForwardingCase.StallField}=*",
            "--LoadBalancer:Rules:0:FirstByteTimeout=00:00:00.5", "--LoadBalancer:Rules:0:ActivityTimeout=00:00:01",
        ];
        if (!isInline)
        {
            var balancer = await Balancer.StartAsync(settings);
            return new(consul, instance, balancer, balancer.Address, isOwn);
        }

        var process = await ProgramProcess.StartListeningAsync(
            "LoadBalancer", [.. settings, "--urls=http://127.0.0.1:0", "--LoadBalancer:AdminUrl=", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information"]);
        var forwarding = new Forwarding(consul, instance, process, process.Address, isOwn);
        await Eventually.Async(forwarding.IsCalmAsync, Deadline, "The balancer should have become ready");
        return forwarding;
    }

    public async Task<Outcome> RunAsync(ForwardingCase @case)
    {
        try
        {
            _instance.Play(@case);

            // .NET's client hears an instance of HTTP/1.1 only after the whole body.
            var answer = await AskAsync(@case.Request, @case.IsBroken, @case.HoldsBack && _isOwn);
            var outcome = new Outcome(answer, _instance.Received);
            _instance.Play(null);

            return await IsCalmAsync() ? outcome : outcome with { Trouble = "Requests after it went wrong." };
        }
        catch (OperationCanceledException)
        {
            return new(null, []) { Trouble = "It took too long." };
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        await _instance.DisposeAsync();
        await _consul.DisposeAsync();
    }

    // A connection that the instance closed may still seem to be open, or have bytes on the way that nobody asked for. The next case shall not meet it.
    private async Task<bool> IsCalmAsync()
    {
        var good = 0;
        for (var i = 0; i < 4 * _instance.Ports.Length && good < _instance.Ports.Length; i++)
        {
            var calm = await AskAsync(["GET /calm HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"], stops: false, holdsBack: false);
            good = calm?.Body == ScriptedInstance.PlainBody ? good + 1 : 0;
        }

        return good == _instance.Ports.Length;
    }

    private async Task<WireMessage?> AskAsync(string[] request, bool stops, bool holdsBack)
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(Deadline);
        using var ending = limit.Token.Register(client.Dispose);
        try
        {
            await client.ConnectAsync(_address.Host, _address.Port);
            foreach (var piece in holdsBack ? request[..^1] : request)
            {
                await client.SendAsync(ForwardingCase.Bytes(piece));
            }

            if (stops)
            {
                client.Shutdown(SocketShutdown.Send);
            }

            var wire = new WireReader(client);
            if (await wire.ReadHeadAsync() is not { } head)
            {
                return null;
            }

            var hasBody = !request[0].StartsWith("HEAD ", StringComparison.Ordinal) && !head.Contains(" 204 ", StringComparison.Ordinal) && !head.Contains(" 304 ", StringComparison.Ordinal);
            var answer = await wire.ReadBodyAsync(new(head), isAnswer: true, hasBody);
            if (holdsBack && !answer.IsCut)
            {
                await client.SendAsync(ForwardingCase.Bytes(request[^1]));
            }

            return answer;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            limit.Token.ThrowIfCancellationRequested();
            return null;
        }
    }
}
