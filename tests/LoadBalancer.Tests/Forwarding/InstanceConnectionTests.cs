using System.Net;
using System.Net.Sockets;
using Mesh.LoadBalancer.Forwarding;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.LoadBalancer.Tests.Forwarding;

public sealed class InstanceConnectionTests : IDisposable
{
    private readonly ConnectionClock _clock = new(new FakeTimeProvider());
    private readonly TcpListener _instance = new(IPAddress.Loopback, 0);

    public InstanceConnectionTests() => _instance.Start();

    public void Dispose()
    {
        _instance.Dispose();
        _clock.Dispose();
    }

    [Fact]
    public async Task A_connection_that_the_instance_has_just_closed_is_not_used_for_what_cannot_be_repeated()
    {
        for (var i = 0; i < 20; i++)
        {
            var (connection, end) = await ConnectAsync();
            Assert.True(connection.TryEnd());

            // At once, before anybody could be told.
            end.Dispose();

            Assert.False(connection.TryBegin(allowedRest: 1, looks: true));
            connection.Close();
        }
    }

    [Fact]
    public async Task A_connection_tells_whether_a_byte_of_the_exchange_was_sent()
    {
        var (connection, end) = await ConnectAsync();
        Assert.False(connection.HasSent);

        await connection.SendAsync("x"u8.ToArray());
        Assert.True(connection.HasSent);

        connection.TryEnd();
        Assert.True(connection.TryBegin(allowedRest: 1, looks: true));
        Assert.False(connection.HasSent);
        end.Dispose();
        connection.Close();
    }

    private async Task<(InstanceConnection Connection, Socket End)> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_instance.LocalEndpoint, TestContext.Current.CancellationToken);
        var connection = new InstanceConnection(socket, _clock, new());
        connection.TryBegin(allowedRest: 1, looks: false);
        return (connection, await _instance.AcceptSocketAsync(TestContext.Current.CancellationToken));
    }
}
