using Mesh.Dashboard.Configuration;
using Mesh.Dashboard.Hosting;

namespace Mesh.Dashboard.Tests.Hosting;

public class BoundListenerTests
{
    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        using var first = BoundListener.Bind(ListenerKind.Browser, new ListenAddress("http", "localhost", 0), mayTakeOtherPort: false);

        var failure = Assert.Throws<DashboardException>(() => BoundListener.Bind(ListenerKind.Browser, first.Address, mayTakeOtherPort: false));

        Assert.Contains(first.Address.Port.ToString(), failure.Message);
    }

    [Fact]
    public void Another_port_is_taken_where_that_is_allowed()
    {
        using var first = BoundListener.Bind(ListenerKind.Browser, new ListenAddress("http", "localhost", 0), mayTakeOtherPort: false);

        using var second = BoundListener.Bind(ListenerKind.Browser, first.Address, mayTakeOtherPort: true);

        Assert.NotEqual(first.Address.Port, second.Address.Port);
    }
}
