using System.Net;
using Mesh.LoadBalancer.Forwarding;
using Mesh.LoadBalancer.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>Which requests go which way; that both ways do the same is <see cref="ForwardingFuzzTests"/>' business.</summary>
public sealed class LeanForwarderTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task A_plain_request_goes_over_a_connection_of_the_balancers_own()
    {
        var instance = await AddInstanceAsync();
        var balancer = await StartBalancerAsync();

        Assert.Equal([instance.Name, instance.Name], [await balancer.GetAsync(), await balancer.GetAsync()]);

        Assert.Equal(1, OwnConnections(balancer));
    }

    [Theory]
    [InlineData("100-continue", null)]
    [InlineData(null, "h2c")]
    public async Task Whatever_is_more_than_a_request_and_an_answer_is_left_to_YARP(string? expect, string? upgrade)
    {
        var instance = await AddInstanceAsync();
        var balancer = await StartBalancerAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (expect is not null)
        {
            request.Headers.Add("Expect", expect);
        }

        if (upgrade is not null)
        {
            request.Headers.Add("Upgrade", upgrade);
        }

        using var answer = await balancer.Client.SendAsync(request, Cancelled);

        Assert.Equal(instance.Name, await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(0, OwnConnections(balancer));
    }

    [Fact]
    public async Task All_is_left_to_YARP_where_the_own_way_is_switched_off()
    {
        var instance = await AddInstanceAsync();
        var balancer = await StartBalancerAsync("--LoadBalancer:OwnForwarder=false");

        Assert.Equal(instance.Name, await balancer.GetAsync());

        Assert.Null(balancer.Services.GetService<ConnectionPools>());
    }

    [Fact]
    public async Task The_length_of_a_body_that_cannot_be_stays_behind()
    {
        await using var instance = new BreakingBackend("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n");
        await RegisterAsync("odd", instance.Port);
        var balancer = await StartBalancerAsync();

        using var answer = await balancer.Client.GetAsync("/", Cancelled);

        Assert.Equal((HttpStatusCode.NoContent, null), (answer.StatusCode, answer.Content.Headers.ContentLength is > 0 ? answer.Content.Headers.ContentLength : null));
    }

    [Fact]
    public async Task A_long_answer_over_a_kept_connection_reaches_the_client_to_its_last_byte()
    {
        const int Length = 10_000_001;
        await AddInstanceAsync(context =>
        {
            context.Response.ContentLength = Length;
            return context.Response.Body.WriteAsync(new byte[Length]).AsTask();
        });
        var balancer = await StartBalancerAsync();

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Length, (await balancer.Client.GetByteArrayAsync("/", Cancelled).WaitAsync(Deadline, Cancelled)).Length);
        }
    }

    [Fact]
    public async Task A_connection_is_closed_when_the_answer_cannot_be_passed_for_a_reason_that_nobody_foresees()
    {
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync();
        await balancer.GetAsync();
        Assert.Equal(1, OwnConnections(balancer));
        var route = Assert.Single(balancer.Services.GetRequiredService<IProxyStateLookup>().GetRoutes());
        var context = new DefaultHttpContext { Request = { Method = HttpMethods.Get, Protocol = HttpProtocol.Http11, Path = "/" } };
        context.Features.Set<IReverseProxyFeature>(new ReverseProxyFeature { Route = route });
        context.Features.Set<IHttpResponseFeature>(new UnwillingResponse());

        var address = route.Cluster!.Destinations.Values.Single().Model.Config.Address;
        var forwarder = balancer.Services.GetRequiredService<IHttpForwarder>();

#pragma warning disable xUnit1051 // Calls that may be cancelled go YARP's way.
        await Assert.ThrowsAsync<NotSupportedException>(
            async () => await forwarder.SendAsync(context, address, null!, new() { Version = HttpVersion.Version11 }, HttpTransformer.Default));
#pragma warning restore xUnit1051

        Assert.Equal(0, OwnConnections(balancer));
    }

    private static int OwnConnections(Balancer balancer) => balancer.Services.GetRequiredService<ConnectionPools>().Open;

    private sealed class UnwillingResponse : HttpResponseFeature, IHttpResponseFeature
    {
        int IHttpResponseFeature.StatusCode
        {
            get => StatusCode;
            set => throw new NotSupportedException();
        }
    }
}
