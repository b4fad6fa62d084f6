using Mesh.LoadBalancer.Tests.Support;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class StickyTests(SharedConsul consul) : MeshTest(consul)
{
    private const string Setting = "--LoadBalancer:Sticky:Cookie=mesh";

    [Fact]
    public async Task A_client_stays_with_its_instance_while_others_come_and_go_and_gets_another_when_it_goes()
    {
        await AddInstanceAsync();
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync(Setting);
        using var client = new HttpClient { BaseAddress = balancer.Address };
        var first = await client.GetStringAsync("/", Cancelled);
        await StaysAsync(client, first);

        var more = await AddInstanceAsync();
        using var forgetful = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = balancer.Address };
        await balancer.UntilAsync(async () => await forgetful.GetStringAsync("/", Cancelled) == more.Name, "The new instance should get requests");
        await StaysAsync(client, first);

        await DeregisterAsync(first);
        var second = first;
        await balancer.UntilAsync(async () => (second = await client.GetStringAsync("/", Cancelled)) != first, "The client should move on");
        await StaysAsync(client, second);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites_names_the_instance_by_a_hash_and_is_issued_once()
    {
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync(Setting);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = balancer.Address };

        using var answer = await client.GetAsync("/", Cancelled);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^mesh=[0-9a-f]{16}; path=/; samesite=lax; httponly$", cookie);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", cookie.Split(';')[0] } } };
        using var next = await client.SendAsync(request, Cancelled);
        Assert.False(next.Headers.Contains("Set-Cookie"));
    }

    private static async Task StaysAsync(HttpClient client, string instance)
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(instance, await client.GetStringAsync("/", Cancelled));
        }
    }
}
