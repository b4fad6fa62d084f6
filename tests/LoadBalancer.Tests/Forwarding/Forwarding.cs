using System.Net.Sockets;
using Mesh.LoadBalancer.Tests.Support;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>A balancer with one of the two ways to instances, and its instance.</summary>
internal sealed class Forwarding : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly FaultyConsul _consul;
    private readonly ScriptedInstance _instance;
    private readonly Balancer _balancer;

    private Forwarding(FaultyConsul consul, ScriptedInstance instance, Balancer balancer) => (_consul, _instance, _balancer) = (consul, instance, balancer);

    public static async Task<Forwarding> StartAsync(bool isOwn)
    {
        var consul = await FaultyConsul.StartAsync();
        var instance = new ScriptedInstance();
        consul.Set("web", [], instance.Ports);
        var balancer = await Balancer.StartAsync(
        [
            $"--CONSUL_HTTP_ADDR={consul.Address}", "--LoadBalancer:DefaultService=web", $"--LoadBalancer:OwnForwarder={isOwn}", "--Logging:LogLevel:Default=None",
            "--LoadBalancer:Ejection:MaximumEjected=0", "--LoadBalancer:Retry:PerSecond=10000",
        ]);
        return new(consul, instance, balancer);
    }

    public async Task<Outcome> RunAsync(ForwardingCase @case)
    {
        try
        {
            _instance.Play(@case);
            var answer = await AskAsync(@case.Request, @case.IsBroken);
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
            var calm = await AskAsync(["GET /calm HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"], stops: false);
            good = calm?.Body == "second" ? good + 1 : 0;
        }

        return good == _instance.Ports.Length;
    }

    private async Task<WireMessage?> AskAsync(string[] request, bool stops)
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(Deadline);
        using var ending = limit.Token.Register(client.Dispose);
        try
        {
            await client.ConnectAsync(_balancer.Address.Host, _balancer.Address.Port);
            foreach (var piece in request)
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
            return await wire.ReadBodyAsync(new(head), isAnswer: true, hasBody);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            limit.Token.ThrowIfCancellationRequested();
            return null;
        }
    }
}
