using System.Net;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.Proxying;
using Mesh.Engine.Tests.Processes;

namespace Mesh.Engine.Tests.Proxying;

public sealed class EndpointProxyTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_half_close_reaches_the_backend_and_the_answer_still_comes_back()
    {
        using Backend backend = Backend.ThatAnswers("got ");
        await using EndpointProxy proxy = EndpointProxy.Start("localhost", 0);
        proxy.SetBackends([backend.Address]);
        string large = new('x', 3_000_000);

        Assert.Equal("got " + large, await AskAsync(proxy, large));
    }

    [Fact]
    public async Task Each_connection_goes_to_a_random_backend()
    {
        using Backend first = Backend.ThatAnswers("first");
        using Backend second = Backend.ThatAnswers("second");
        await using EndpointProxy proxy = EndpointProxy.Start("localhost", 0, new() { Random = new Random(1) });
        proxy.SetBackends([first.Address, second.Address]);

        for (int i = 0; i < 40; i++)
        {
            await AskAsync(proxy, "");
        }

        Assert.Equal(40, first.Connections + second.Connections);
        Assert.InRange(first.Connections, 10, 30);
    }

    [Fact]
    public async Task A_backend_that_refuses_is_passed_over()
    {
        using Backend backend = Backend.ThatAnswers("here");
        await using EndpointProxy proxy = EndpointProxy.Start("localhost", 0);
        proxy.SetBackends([Unused(), Unused(), backend.Address]);

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal("here", await AskAsync(proxy, ""));
        }
    }

    [Fact]
    public async Task A_client_is_held_until_a_backend_comes_and_loses_nothing()
    {
        await using EndpointProxy proxy = EndpointProxy.Start("localhost", 0);
        using Socket client = await ConnectAsync(proxy);
        await client.SendAsync("early "u8.ToArray(), Cancelled);
        proxy.SetBackends([Unused()]);
        await client.SendAsync("bird"u8.ToArray(), Cancelled);

        using Backend backend = Backend.ThatAnswers("got ");
        proxy.SetBackends([backend.Address]);
        await Eventually.Async(() => backend.Connections == 1, Limit, "the held client is connected");
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal("got early bird", await ReadAsync(client));
    }

    [Fact]
    public async Task A_client_is_held_for_a_bounded_time_only()
    {
        await using EndpointProxy proxy = EndpointProxy.Start("localhost", 0, new() { Hold = TimeSpan.FromMilliseconds(100) });
        using Socket client = await ConnectAsync(proxy);

        await AssertResetAsync(client);
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_is_held_never_reaches_a_backend()
    {
        await using EndpointProxy proxy = EndpointProxy.Start("localhost", 0);
        using Socket client = await ConnectAsync(proxy);
        await client.SendAsync("POST /order"u8.ToArray(), Cancelled);
        client.Shutdown(SocketShutdown.Send);
        await AssertResetAsync(client);

        using Backend backend = Backend.ThatAnswers("got ");
        proxy.SetBackends([backend.Address]);
        await AskAsync(proxy, "another");

        Assert.Equal(1, backend.Connections);
    }

    [Fact]
    public async Task A_reset_by_the_backend_resets_the_client()
    {
        using Backend backend = new(socket =>
        {
            socket.Close(0);
            return Task.CompletedTask;
        });
        await using EndpointProxy proxy = EndpointProxy.Start("localhost", 0);
        proxy.SetBackends([backend.Address]);

        using Socket client = await ConnectAsync(proxy);

        await AssertResetAsync(client);
    }

    [Fact]
    public async Task A_reset_by_the_client_resets_the_backend()
    {
        TaskCompletionSource<Socket> accepted = new();
        using Backend backend = new(socket =>
        {
            accepted.SetResult(socket);
            return Task.CompletedTask;
        });
        await using EndpointProxy proxy = EndpointProxy.Start("localhost", 0);
        proxy.SetBackends([backend.Address]);
        using Socket client = await ConnectAsync(proxy);
        using Socket served = await accepted.Task.WaitAsync(Limit, Cancelled);

        client.Close(0);

        await AssertResetAsync(served);
    }

    [Fact]
    public async Task Localhost_is_both_loopback_addresses_with_one_port()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using Backend backend = Backend.ThatAnswers("here");
        await using EndpointProxy proxy = EndpointProxy.Start("localhost", 0);
        proxy.SetBackends([new DnsEndPoint("localhost", ((IPEndPoint)backend.Address).Port)]);

        Assert.Equal("here", await AskAsync(proxy, "", IPAddress.Loopback));
        Assert.Equal("here", await AskAsync(proxy, "", IPAddress.IPv6Loopback));
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using EndpointProxy first = EndpointProxy.Start("127.0.0.1", 0);

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => EndpointProxy.Start("localhost", first.Port));

        Assert.Equal($"Port {first.Port} on 127.0.0.1 is in use by another process.", exception.Message);
    }

    [Fact]
    public async Task Stopping_resets_connections_and_frees_the_port()
    {
        using Backend backend = new(_ => Task.CompletedTask);
        EndpointProxy proxy = EndpointProxy.Start("localhost", 0);
        using Socket held = await ConnectAsync(proxy);
        proxy.SetBackends([backend.Address]);
        using Socket established = await ConnectAsync(proxy);
        await Eventually.Async(() => backend.Connections == 2, Limit, "both clients are connected", () => backend.Connections);

        await proxy.DisposeAsync();

        await AssertResetAsync(held);
        await AssertResetAsync(established);
        await using EndpointProxy next = EndpointProxy.Start("localhost", proxy.Port);
    }

    /// <summary>An address that refuses.</summary>
    private static IPEndPoint Unused()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    private static async Task<Socket> ConnectAsync(EndpointProxy proxy, IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        Socket client = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(address, proxy.Port, Cancelled);
        return client;
    }

    private static async Task<string> AskAsync(EndpointProxy proxy, string question, IPAddress? address = null)
    {
        using Socket client = await ConnectAsync(proxy, address);
        await client.SendAsync(Encoding.UTF8.GetBytes(question), Cancelled);
        client.Shutdown(SocketShutdown.Send);
        return await ReadAsync(client);
    }

    private static async Task<string> ReadAsync(Socket client)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[64 * 1024];
        int count;
        while ((count = await client.ReceiveAsync(buffer, Cancelled).AsTask().WaitAsync(Limit, Cancelled)) > 0)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    private static async Task AssertResetAsync(Socket socket)
    {
        SocketException exception = await Assert.ThrowsAsync<SocketException>(() => socket.ReceiveAsync(new byte[1]).WaitAsync(Limit, Cancelled));
        Assert.Equal(SocketError.ConnectionReset, exception.SocketErrorCode);
    }
}
