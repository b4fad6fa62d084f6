using System.Net;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Tests.Routing;

public sealed class AccessRuleTests
{
    [Theory]
    [InlineData(true, "ip:10.0.0.0/8", "10.255.0.1", true)]
    [InlineData(true, "ip:10.0.0.0/8", "11.0.0.1", false)]
    [InlineData(true, "ip:10.9.8.7/8", "10.0.0.1", true)]
    [InlineData(true, "ip:1.2.3.4, ip:fe80::/10", "fe80::99", true)]
    [InlineData(true, "ip:1.2.3.4", "1.2.3.5", false)]
    [InlineData(true, "ip:1.2.3.4", "::ffff:1.2.3.4", true)]
    [InlineData(false, "ip:10.0.0.0/8", "10.0.0.1", false)]
    [InlineData(false, "ip:10.0.0.0/8", "11.0.0.1", true)]
    [InlineData(false, "ip:0.0.0.0/0", "::1", true)]
    [InlineData(false, "ip:172.16.0.0/12", "172.31.255.255", false)]
    [InlineData(false, "ip:172.16.0.0/12", "172.32.0.0", true)]
    public void A_client_is_judged_by_its_address(bool allows, string text, string client, bool admitted) =>
        Assert.Equal(admitted, AccessRule.Parse(allows, text)!.Admits(IPAddress.Parse(client)));

    [Fact]
    public void A_client_without_an_address_is_admitted_only_where_nobody_is_named()
    {
        Assert.False(AccessRule.Parse(true, "ip:1.2.3.4")!.Admits(null));
        Assert.True(AccessRule.Parse(false, "ip:1.2.3.4")!.Admits(null));
    }
}
