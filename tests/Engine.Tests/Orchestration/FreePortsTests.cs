using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Orchestration;

namespace Mesh.Engine.Tests.Orchestration;

/// <summary>Where a port must be free.</summary>
public sealed class FreePortsTests
{
    [Fact]
    public void A_port_is_free_at_the_address_that_is_to_have_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere loopback has one address: run this on Linux");
        var ports = new FreePorts();
        var next = ports.Take("127.0.0.2") + 1;
        using var other = new TcpListener(IPAddress.Parse("127.0.0.2"), next);
        other.Start();

        Assert.NotEqual(next, ports.Take("127.0.0.2"));
    }
}
