using System.Net;
using System.Net.Sockets;
using Mesh.Hosting.Consul;

namespace Mesh.Hosting.Tests.Consul;

public sealed class ContainerRuntimeTests
{
    [Fact]
    public void A_runtime_that_listens_on_its_socket_answers()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("mesh-test").FullName, "docker.sock");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen();
            Assert.True(ContainerRuntime.Answers($"unix://{path}"));
        }

        Assert.False(ContainerRuntime.Answers($"unix://{path}"));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_runtime_that_listens_on_a_port_answers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        Assert.True(ContainerRuntime.Answers(address));

        listener.Stop();
        Assert.False(ContainerRuntime.Answers(address));
    }

    [Theory]
    [InlineData("unix:///no/such.sock")]
    [InlineData("nonsense")]
    public void An_address_where_nobody_is_does_not(string address) => Assert.False(ContainerRuntime.Answers(address));
}
