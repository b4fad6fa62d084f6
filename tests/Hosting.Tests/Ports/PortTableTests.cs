using System.Net;
using System.Net.Sockets;
using Mesh.Hosting.Ports;

namespace Mesh.Hosting.Tests.Ports;

public sealed class PortTableTests
{
    [Fact]
    public void A_port_is_in_use_while_somebody_listens_on_it()
    {
        var port = Listen(out var listener);
        Assert.True(new PortTable().IsInUse(port));

        listener.Dispose();
        Assert.False(new PortTable().IsInUse(port));
    }

    [Fact]
    public void The_process_that_listens_is_known_on_Linux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which process holds a port.");
        var port = Listen(out var listener);
        using (listener)
        {
            Assert.StartsWith($"process {Environment.ProcessId} (", new PortTable().Holder(port), StringComparison.Ordinal);
        }
    }

    private static int Listen(out TcpListener listener)
    {
        listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
